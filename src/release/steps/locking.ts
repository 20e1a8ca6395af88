import { worldMoved } from '../../errors/catalogue/release-errors.ts';
import { liveStage, lockAlias } from '../../model/release.ts';
import { CloudError } from '../cloud.ts';
import { parseLock, takeLock } from '../lock.ts';
import type { StepRunner } from '../run-context.ts';

export const takeDeployLock: StepRunner<'take-lock'> = async (_step, run) => {
  const { cloud, clock, snapshot, lockRequest, learnt } = run;
  const first = snapshot.functions[run.service.main] === undefined;
  // The lock seen in the look is swapped as it was: whoever took it since then wins.
  const seen = first ? parseLock(await cloud.readAlias(lockRequest.functionName, lockAlias)) : snapshot.lock;
  learnt.lock = await takeLock(cloud, clock, lockRequest, first ? { seen } : { planned: seen });
  if (seen !== undefined && seen.revisionId === snapshot.lock?.revisionId) return undefined;
  await refuseMovedWorld(run);
  return undefined;
};

/** The lock changed hands between look and lock: was something made live in between? */
async function refuseMovedWorld({ cloud, snapshot, plan }: Parameters<StepRunner<'take-lock'>>[1]): Promise<void> {
  if (!snapshot.api) return;
  const now = (await cloud.readStage(snapshot.api.id, liveStage))?.deploymentId;
  const planned = plan.assumes.liveDeploymentId;
  if (now !== planned) throw worldMoved('the live gateway deployment', planned ?? 'none', now ?? 'none');
}

/** All that was wanted is done: a lock that cannot be given back is no reason to take it back, for it expires by itself. */
export const releaseLock: StepRunner<'release-lock'> = async (_step, { learnt, lockRequest }) => {
  const { lock } = learnt;
  delete learnt.lock;
  try {
    // A prune, say, leaves a rollback that died as unfinished as it was.
    await lock?.release(learnt.switched || lockRequest.goesBack ? 'whole' : 'as found');
    return undefined;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    learnt.notes.push(`the lock could not be given back and will expire: ${error.message}`);
    return 'it will expire';
  }
};
