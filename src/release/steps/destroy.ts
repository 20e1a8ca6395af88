import { needsPerson } from '../../errors/catalogue/release-errors.ts';
import { outputs, stackName } from '../../model/names.ts';
import { liveStage } from '../../model/release.ts';
import { poll } from '../poll.ts';
import type { StepRunner } from '../run-context.ts';

export const hideApi: StepRunner<'hide-api'> = async (_step, run) => {
  await run.cloud.deleteStage(run.learnt.outputs[outputs.apiId] ?? '', liveStage);
  return undefined;
};

export const deleteFunction: StepRunner<'delete-function'> = async ({ lambdaName }, { cloud, learnt, lockRequest }) => {
  await cloud.deleteFunction(lambdaName);
  if (lambdaName === lockRequest.functionName) {
    learnt.lock?.forget();
    delete learnt.lock;
  }
  return undefined;
};

export const deleteLayer: StepRunner<'delete-layer'> = async ({ layer }, { cloud }) => {
  await cloud.deleteLayer(layer);
  return undefined;
};

export const emptyBucket: StepRunner<'empty-bucket'> = async ({ bucket }, { cloud }) =>
  `${await cloud.emptyBucket(bucket)} objects`;

export const deleteStack: StepRunner<'delete-stack'> = async (_step, run) => {
  const stack = stackName(run.service);
  await run.cloud.deleteStack(stack, run.lockRequest.runId);
  const local = run.service.environment.target === 'local';
  const pace = { firstMs: local ? 25 : 2000, maxMs: 5000, timeoutMs: 60 * 60_000, signal: run.signal };
  const ended = await poll(run.clock, pace, async () => {
    const state = await run.cloud.describeStack(stack);
    if (state === undefined || state.status === 'DELETE_COMPLETE') return 'gone';
    return state.status === 'DELETE_FAILED' ? (state.statusReason ?? state.status) : undefined;
  });
  if (ended === 'gone') return undefined;
  throw needsPerson(`stack ${stack} could not be deleted`, ended ?? 'it took longer than an hour', [
    `aws cloudformation describe-stack-events --stack-name ${stack}`,
    'then run the same command again',
  ]);
};
