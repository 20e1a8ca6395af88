import type { Environment, Service } from '../../../model/service.ts';
import { deploy, type DeployRequest } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { checkAnswerable, confirm, type Question } from '../../session/confirm.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { readGit, type GitState } from '../../session/git.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { packageArtifacts } from '../../session/package-artifacts.ts';
import { readActor } from '../../session/read-actor.ts';
import { runOne, type RunSetting, type ServiceResult } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';
import { orderServices } from './order-services.ts';

export const runDeploy: CommandHandler = async (session) => {
  // What was typed wrongly is said before anything is started or contacted.
  waitMs(session);
  const { config, environment } = await openConfig(session);
  const names = [...new Set(session.args)];
  const services = orderServices(names.map((name) => config.service(name, environment.name)));
  if (isAsked(session, environment)) checkAnswerable(session, question(session, environment));
  const git = await readGit(config.root);
  const open = await openCloud(session, config, environment);
  const setting: RunSetting = { session, config, open, report: await chooseReport(session) };
  const results: ServiceResult[] = services.map(({ name }) => ({ service: name }));
  for (const [index, service] of services.entries()) {
    const result = await deployOne(setting, service, git);
    results[index] = result;
    showResult(session, 'deploy', result);
    // What comes later may need what failed.
    if (result.error) break;
  }
  return endRuns(session, 'deploy', environment.name, results);
};

function deployOne(setting: RunSetting, service: Service, git: GitState): Promise<ServiceResult> {
  const { session, config } = setting;
  const message = session.flags.text('message');
  return runOne(setting, service, async (ports, runId) => {
    const request: DeployRequest = {
      service,
      artifacts: await packageArtifacts(service, config.root, ports),
      runId,
      actor: readActor(session.terminal.env),
      dirty: git.dirty,
      unpin: session.flags.has('unpin'),
      dryRun: session.flags.has('dry-run'),
      waitMs: waitMs(session),
      options: runOptions(session, service.environment),
      ...(git.sha && { gitSha: git.sha }),
      ...(message && { message }),
      ...(isAsked(session, service.environment) && { confirm: askWith(setting, service) }),
    };
    return deploy(request, ports);
  });
}

const isAsked = ({ flags }: Session, environment: Environment): boolean =>
  environment.protected && !flags.has('dry-run') && !flags.has('yes');

const question = ({ args }: Session, { name }: Environment): Question => ({
  text: `Environment ${name} is protected. Put this live there?`,
  command: `ship deploy ${args.join(' ')} --env ${name}`,
});

function askWith({ session, report }: RunSetting, { environment }: Service): DeployRequest['confirm'] {
  return async (plan) => {
    await report.settle();
    session.terminal.err(renderPlan(plan, session.terminal.errColors));
    await confirm(session, question(session, environment));
    return true;
  };
}
