import { worldMoved } from '../../errors/catalogue/release-errors.ts';
import { outputs } from '../../model/names.ts';
import { liveStage } from '../../model/release.ts';
import type { StageState } from '../../model/snapshot.ts';
import { CloudError } from '../cloud.ts';
import { type Run, type StepRunner, outputOf } from '../run-context.ts';

/** UpdateStage knows no compare-and-swap, so the time between the last check and the write must be short. */
const FRESH_MS = 10_000;

/** THE switch: one write moves every route from one immutable snapshot to another. */
export const switchStage: StepRunner<'switch-stage'> = async (_step, run) => {
  const deploymentId = run.learnt.deploymentId;
  if (!deploymentId) throw new Error('there is no gateway deployment to switch to');
  await showLive(run, deploymentId, run.liveNote(deploymentId));
  run.learnt.switchedAt = run.clock.monotonic();
  return `from ${run.plan.from ? `r${run.plan.from.number}` : 'nothing'}`;
};

/** The one write, of the switch, of every step on the way to it, and of taking such a step back. */
export async function showLive(run: Run, deploymentId: string, description: string): Promise<void> {
  const apiId = outputOf(run, outputs.apiId);
  const live = await readUnmoved(run, apiId, deploymentId);
  // From here on a caller may see the new release, even if the answer to the write is lost.
  run.learnt.switched = true;
  run.learnt.shown.add(deploymentId);
  await pointLive(run, apiId, live, { name: liveStage, deploymentId, description });
  run.learnt.expectedLive = deploymentId;
  // Whatever was read before is older than this write.
  delete run.learnt.liveStage;
}

/** The live stage a moment before a write to it. Throws STALE_PLAN when it shows neither what was planned nor the target. */
export async function readUnmoved(run: Run, apiId: string, target: string): Promise<StageState | undefined> {
  const began = run.clock.monotonic();
  const live = await lastCheck(run, apiId, began);
  refuseMoved(run, live, target);
  if (run.clock.monotonic() - began > FRESH_MS)
    throw worldMoved('this process', 'running', 'just woken up after a pause longer than the last check is good for');
  return live;
}

/** The live pointer is read again and the lock proved, unless both were done under this lock a moment ago. */
async function lastCheck(run: Run, apiId: string, now: number): Promise<StageState | undefined> {
  const { learnt } = run;
  const proven = learnt.lock?.prove(FRESH_MS / 2);
  const known = learnt.liveStage && now - learnt.liveStage.readAt < FRESH_MS / 2 ? learnt.liveStage : undefined;
  const [stage] = await Promise.all([known ? known.stage : run.cloud.readStage(apiId, liveStage), proven]);
  return stage;
}

function refuseMoved(run: Run, live: StageState | undefined, target: string): void {
  if (live?.autoDeploy) throw worldMoved('AutoDeploy of the live stage', 'off', 'on: somebody switched it on');
  const now = live?.deploymentId;
  const planned = run.learnt.expectedLive ?? run.plan.assumes.liveDeploymentId;
  if (now === planned || now === target || run.learnt.shown.has(now ?? '')) return;
  throw worldMoved('the live gateway deployment', planned ?? 'none', now ?? 'none');
}

async function pointLive(
  run: Run,
  apiId: string,
  live: StageState | undefined,
  input: Parameters<Run['cloud']['updateStage']>[1],
): Promise<void> {
  if (live) return run.cloud.updateStage(apiId, input);
  try {
    await run.cloud.createStage(apiId, input);
  } catch (error) {
    if (!(error instanceof CloudError && error.name === 'ConflictException')) throw error;
    await run.cloud.updateStage(apiId, input);
  }
}
