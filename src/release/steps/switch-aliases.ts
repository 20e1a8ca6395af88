import { liveAlias } from '../../model/release.ts';
import { CloudError } from '../cloud.ts';
import { describeRelease } from '../describe-release.ts';
import { releaseAlias } from '../routeless.ts';
import { lambdaNameOf } from '../../plan/resolve-connections.ts';
import { connectionPlaceOf, type Run, type StepRunner } from '../run-context.ts';
import { pointLiveAlias } from './events.ts';
import { releaseFunctions, releaseRecord } from './gateway.ts';

/** As before a stage's switch. */
const FRESH_MS = 5000;
/** Lambda's limit for an alias's description. */
const MAX_ALIAS_NOTE = 256;

/**
 * A service without routes is called through `live` aliases only: one write per function. The record comes first, so
 * that whatever happens in between, another machine knows which versions belong together.
 */
export const switchAliases: StepRunner<'switch-aliases'> = async (_step, run) => {
  await run.learnt.lock?.prove(FRESH_MS);
  await Promise.all(releaseFunctions(run).map(({ key, version }) => keepRecord(run, key, version)));
  run.learnt.switched = true;
  for (const { key, version } of mainLast(run)) {
    const before = run.snapshot.functions[key]?.aliases[liveAlias];
    if (before) run.learnt.movedAliases.set(key, before.version);
    await pointLiveAlias(run, key, version, before, key === run.service.main ? run.liveNote(undefined) : undefined);
  }
  return undefined;
};

/** The main function's alias says which release is live: it moves when all others have. */
function mainLast(run: Run): ReturnType<typeof releaseFunctions> {
  const functions = releaseFunctions(run);
  const isMain = ({ key }: { key: string }): boolean => key === run.service.main;
  return [...functions.filter((one) => !isMain(one)), ...functions.filter(isMain)];
}

async function keepRecord(run: Run, key: string, version: string): Promise<void> {
  const record = describeRelease({ ...releaseRecord(run), functions: [] }, MAX_ALIAS_NOTE);
  const input = { name: releaseAlias(run.plan.release.number), version, description: record };
  const lambdaName = lambdaNameOf(connectionPlaceOf(run), key);
  try {
    await run.cloud.createAlias(lambdaName, input);
  } catch (error) {
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
    await run.cloud.updateAlias(lambdaName, input);
  }
}
