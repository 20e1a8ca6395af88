import { liveAlias } from '../../model/release.ts';
import type { AliasState } from '../../model/snapshot.ts';
import { lambdaNameOf, permissionOf } from '../../plan/resolve-connections.ts';
import { CloudError } from '../cloud.ts';
import { connectionPlaceOf, pushOf, type Run, type StepRunner } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

export const moveLiveAlias: StepRunner<'move-live-alias'> = async (step, run) => {
  const version = releaseFunctions(run).find(({ key }) => key === step.function)?.version ?? '';
  const before = run.snapshot.functions[step.function]?.aliases[liveAlias];
  if (before) run.learnt.movedAliases.set(step.function, before.version);
  await pointLiveAlias(run, step.function, version, before);
  return `version ${version}`;
};

/** Creates or moves the alias. Its policy belongs to it and stays. */
export async function pointLiveAlias(
  run: Run,
  key: string,
  version: string,
  before: AliasState | undefined,
  note = '',
): Promise<void> {
  const lambdaName = lambdaNameOf(connectionPlaceOf(run), key);
  const description = `r${run.plan.release.number}${note && ` ${note}`}`.slice(0, 256);
  const input = { name: liveAlias, version, description };
  if (before) {
    await run.cloud.updateAlias(lambdaName, input);
    return;
  }
  try {
    await run.cloud.createAlias(lambdaName, input);
  } catch (error) {
    if (!isConflict(error)) throw error;
    await run.cloud.updateAlias(lambdaName, input);
  }
}

/** Push sources (rules, schedules, topics, buckets) need the alias's own resource policy; publishing and moving never touch it. */
export const allowInvoke: StepRunner<'allow-invoke'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  const push = pushOf(run, step);
  const place = connectionPlaceOf(run);
  const permission = permissionOf(push, place);
  if (!permission) throw new Error(`the stack does not tell what ${push.kind} ${push.event} is`);
  const lambdaName = lambdaNameOf(place, step.function);
  // A bucket's ARN names no account: another one could own a bucket of that name one day.
  const input = { ...permission, ...(push.kind === 's3' && { sourceAccount: place.accountId }) };
  try {
    await run.cloud.allowInvoke(lambdaName, liveAlias, input);
  } catch (error) {
    if (!isConflict(error)) throw error;
    // The event had another source before.
    await run.cloud.forbidInvoke(lambdaName, liveAlias, permission.statementId);
    await run.cloud.allowInvoke(lambdaName, liveAlias, input);
  }
  return undefined;
};

export const forbidInvoke: StepRunner<'forbid-invoke'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  await run.cloud.forbidInvoke(lambdaNameOf(connectionPlaceOf(run), step.function), liveAlias, step.statement);
  return undefined;
};

export function isConflict(error: unknown): boolean {
  return error instanceof CloudError && error.name === 'ResourceConflictException';
}
