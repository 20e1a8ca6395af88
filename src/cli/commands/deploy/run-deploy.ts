import { resolve } from 'node:path';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import type { Environment, Service, Strategy } from '../../../model/service.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { goLiveQuestion, isAsked } from '../../session/ask-to-go-live.ts';
import { checkAnswerable } from '../../session/confirm.ts';
import { endRuns } from '../../session/end-runs.ts';
import { readGit } from '../../session/git.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import type { RunSetting, ServiceResult } from '../../session/run-one.ts';
import { waitMs } from '../../session/run-options.ts';
import { runServices } from '../../session/run-services.ts';
import { writeOutput } from '../../session/write-output.ts';
import type { Session } from '../../session/session.ts';
import { withBase } from '../../session/with-base.ts';
import { chooseServices } from './choose-services.ts';
import { readStrategy, withStrategy } from './choose-strategy.ts';
import { deployCommandLine, deployOne } from './deploy-one.ts';
import { readSavedPlans, type SavedPlans } from './saved-plans.ts';

export const runDeploy: CommandHandler = (session) => deployServices(session, { dryRun: session.flags.has('dry-run') });

/** `ship plan` is what `deploy` would do. */
export const runPlan: CommandHandler = (session) => {
  session.mayEndAnywhere();
  return deployServices(session, { dryRun: true });
};

async function deployServices(session: Session, { dryRun }: { readonly dryRun: boolean }): Promise<number> {
  // What was typed wrongly is said before anything is started or contacted.
  waitMs(session);
  const strategy = readStrategy(session);
  const { config, environment } = await openConfig(session);
  const saved = readSavedPlans(session);
  const services = await chooseServices(session, config, environment, saved);
  if (!dryRun && isAsked(session, environment))
    checkAnswerable(session, goLiveQuestion(environment, deployCommandLine(session, environment)));
  const results = await runAll(session, config, environment, { services, dryRun, saved, strategy });
  const out = session.flags.text('out');
  if (dryRun && out) writePlans(resolve(session.terminal.cwd, out), environment.name, results);
  return endRuns(session, dryRun && session.command === 'plan' ? 'plan' : 'deploy', environment.name, results);
}

interface Work {
  readonly services: readonly Service[];
  readonly dryRun: boolean;
  readonly saved: SavedPlans | undefined;
  readonly strategy: Strategy | undefined;
}

async function runAll(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
  { services, dryRun, saved, strategy }: Work,
): Promise<readonly ServiceResult[]> {
  const git = await readGit(config.root);
  const open = await openCloud(session, config, environment);
  const placed = await withBase({ config, cloud: open.cloud, environment }, services, { together: true });
  const setting: RunSetting = { session, config, open, report: await chooseReport(session, services.length) };
  return runServices(session, placed, {
    action: 'deploy',
    isAsked: isAsked(session, environment),
    one: (service) =>
      deployOne(setting, withStrategy(service, strategy), { git, dryRun, saved: saved?.[service.name] }),
  });
}

function writePlans(file: string, environment: string, results: readonly ServiceResult[]): void {
  const plans = results.flatMap(({ plan }) => (plan ? [plan] : []));
  writeOutput(file, `${JSON.stringify({ schema: 1, environment, plans }, undefined, 2)}\n`);
}
