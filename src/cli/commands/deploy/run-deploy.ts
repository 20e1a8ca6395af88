import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import type { Environment, Service } from '../../../model/service.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { checkAnswerable } from '../../session/confirm.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { readGit } from '../../session/git.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { runGraph } from '../../session/run-graph.ts';
import type { RunSetting, ServiceResult } from '../../session/run-one.ts';
import { waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';
import { chooseServices } from './choose-services.ts';
import { deployOne, isAsked, question } from './deploy-one.ts';
import { readSavedPlans, type SavedPlans } from './saved-plans.ts';
import { needsOf } from './service-graph.ts';

/** More at once gain little: they share one pace towards AWS. */
const AT_ONCE = 4;

export const runDeploy: CommandHandler = (session) => deployServices(session, { dryRun: session.flags.has('dry-run') });

/** `ship plan` is what `deploy` would do. */
export const runPlan: CommandHandler = (session) => deployServices(session, { dryRun: true });

async function deployServices(session: Session, { dryRun }: { readonly dryRun: boolean }): Promise<number> {
  // What was typed wrongly is said before anything is started or contacted.
  waitMs(session);
  const { config, environment } = await openConfig(session);
  const saved = readSavedPlans(session);
  const services = await chooseServices(session, config, environment, saved);
  if (!dryRun && isAsked(session, environment)) checkAnswerable(session, question(session, environment));
  const results = await runAll(session, config, environment, { services, dryRun, saved });
  const out = session.flags.text('out');
  if (dryRun && out) writePlans(resolve(session.terminal.cwd, out), environment.name, results);
  return endRuns(session, dryRun && session.command === 'plan' ? 'plan' : 'deploy', environment.name, results);
}

interface Work {
  readonly services: readonly Service[];
  readonly dryRun: boolean;
  readonly saved: SavedPlans | undefined;
}

/** Side by side where they do not need each other; each is its own switch and its own outcome. */
async function runAll(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
  { services, dryRun, saved }: Work,
): Promise<readonly ServiceResult[]> {
  const git = await readGit(config.root);
  const open = await openCloud(session, config, environment);
  const setting: RunSetting = { session, config, open, report: await chooseReport(session, services.length) };
  const results = new Map<string, ServiceResult>(services.map(({ name }) => [name, { service: name }]));
  const nodes = services.map((service) => ({ name: service.name, needs: needsOf(service) }));
  // Questions are asked one after the other.
  const atOnce = isAsked(session, environment) ? 1 : AT_ONCE;
  await runGraph(nodes, atOnce, async (name) => {
    const service = config.service(name, environment.name);
    const result = await deployOne(setting, service, { git, dryRun, saved: saved?.[name] });
    results.set(name, result);
    showResult(session, 'deploy', result);
    return result.error === undefined;
  });
  return [...results.values()];
}

function writePlans(file: string, environment: string, results: readonly ServiceResult[]): void {
  const plans = results.flatMap(({ plan }) => (plan ? [plan] : []));
  writeFileSync(file, `${JSON.stringify({ schema: 1, environment, plans }, undefined, 2)}\n`);
}
