import { functionFailed } from '../../errors/catalogue/release-errors.ts';
import { tagsOf } from '../../model/tags.ts';
import { CloudError, type LatestState } from '../cloud.ts';
import { poll } from '../poll.ts';
import { type Run, type StepRunner, firstPauseMs, functionOf } from '../run-context.ts';
import { codeOf, settingsOf } from './function-settings.ts';

export const createFunction: StepRunner<'create-function'> = async (step, run) => {
  const definition = functionOf(run, step.function);
  const settings = settingsOf(run, definition);
  try {
    await run.cloud.createFunction(settings, codeOf(run, step.function), {
      architecture: definition.architecture,
      tags: tagsOf(run.service),
    });
  } catch (error) {
    // It is there: by our own lost first try or by another run's. Publishing brings it to what is wanted.
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
    return 'it is there already';
  }
  return undefined;
};

export const clearLayers: StepRunner<'clear-layers'> = async (step, run) => {
  const state = await functionReady(run, step.function);
  await run.cloud.updateConfiguration({ ...state.settings, layerArns: [] });
  await functionReady(run, step.function);
  return undefined;
};

export const updateCode: StepRunner<'update-code'> = async (step, run) => {
  const { lambdaName, architecture } = functionOf(run, step.function);
  await run.cloud.updateCode(lambdaName, codeOf(run, step.function), architecture);
  return undefined;
};

export const updateConfiguration: StepRunner<'update-configuration'> = async (step, run) => {
  const definition = functionOf(run, step.function);
  const before = run.plan.steps.some((other) => other.lane === step.lane && other.kind === 'update-code');
  if (before) await functionReady(run, step.function);
  await run.cloud.updateConfiguration(settingsOf(run, definition));
  return undefined;
};

/** Waits until $LATEST is Active and its last update has ended; every write to a function needs that first. */
export async function functionReady(run: Run, key: string): Promise<LatestState> {
  const { lambdaName } = functionOf(run, key);
  const pace = { firstMs: firstPauseMs(run), maxMs: 3000, timeoutMs: 10 * 60_000, signal: run.signal };
  const state = await poll(run.clock, pace, async () => {
    const seen = await run.cloud.readFunction(lambdaName);
    return seen && isSettled(seen) ? seen : undefined;
  });
  if (!state) throw functionFailed(lambdaName, 'it was not ready within 10 minutes');
  if (state.state === 'Failed' || state.lastUpdateStatus === 'Failed') throw functionFailed(lambdaName, state.reason);
  return state;
}

function isSettled({ state, lastUpdateStatus }: LatestState): boolean {
  return state !== 'Pending' && lastUpdateStatus !== 'InProgress';
}
