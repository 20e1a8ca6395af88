import type { Plan } from '../../../model/plan.ts';
import type { Environment, Service } from '../../../model/service.ts';
import { deploy, type DeployRequest } from '../../../release/index.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { confirm, type Question } from '../../session/confirm.ts';
import type { GitState } from '../../session/git.ts';
import { packageArtifacts } from '../../session/package-artifacts.ts';
import { readActor } from '../../session/read-actor.ts';
import { runOne, type RunSetting, type ServiceResult } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';

export interface HowToDeploy {
  readonly git: GitState;
  readonly dryRun: boolean;
  readonly saved: Plan | undefined;
}

/** Packages one service and hands it to the engine. */
export function deployOne(setting: RunSetting, service: Service, how: HowToDeploy): Promise<ServiceResult> {
  const { session, config } = setting;
  const { git, dryRun, saved } = how;
  const message = session.flags.text('message');
  return runOne(setting, service, async (ports, runId) => {
    const request: DeployRequest = {
      service,
      artifacts: await packageArtifacts(service, config.root, ports),
      runId,
      actor: readActor(session.terminal.env),
      dirty: git.dirty,
      unpin: session.flags.has('unpin'),
      dryRun,
      waitMs: waitMs(session),
      options: runOptions(session, service.environment),
      ...(git.sha && { gitSha: git.sha }),
      ...(message && { message }),
      ...(saved && { saved }),
      ...(isAsked(session, service.environment) && { confirm: askWith(setting, service) }),
    };
    return deploy(request, ports);
  });
}

/** A plan that was reviewed needs no second yes. */
export const isAsked = ({ flags }: Session, environment: Environment): boolean =>
  environment.protected && !flags.has('dry-run') && !flags.has('yes') && !flags.text('plan');

export const question = ({ args }: Session, { name }: Environment): Question => ({
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
