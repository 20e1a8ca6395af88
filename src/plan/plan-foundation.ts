import { apiGone, stackStuck } from '../errors/catalogue/stack-errors.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Step, StepWork } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, StackState } from '../model/snapshot.ts';

const step = (id: string, title: string, work: StepWork): Step => ({
  id: `foundation.${id}`,
  phase: 'foundation',
  lane: 'foundation',
  title,
  ...work,
});

/** What brings the stack to the wanted template, from whatever state a vanished runner or a failure left it in. */
export function planFoundation(
  service: Service,
  { stack, api }: Pick<Snapshot, 'stack' | 'api'>,
  wantedDigest: string,
): readonly Step[] {
  const name = stackName(service);
  if (!stack || stack.status === 'DELETE_COMPLETE') return [create(name)];
  const status = stack.status;
  if (status === 'REVIEW_IN_PROGRESS') return [create(name)];
  if (status === 'ROLLBACK_COMPLETE' || status === 'CREATE_FAILED' || status === 'ROLLBACK_FAILED')
    return [
      step('delete', `Delete stack ${name}, whose creation failed (${status})`, { kind: 'delete-failed-stack' }),
      create(name),
    ];
  if (status === 'UPDATE_ROLLBACK_FAILED' || status === 'DELETE_FAILED')
    throw stackStuck(stack, waysOut(stack, service.name));
  const lost = lostApi({ stack, api });
  if (lost !== undefined) throw apiGone(service.name, name, lost);
  const waiting = status.endsWith('_IN_PROGRESS')
    ? [step('wait', `Wait for stack ${name} (${status})`, { kind: 'wait-for-stack' })]
    : [];
  const current = stack.outputs[outputs.foundationDigest] === wantedDigest;
  if (current && waiting.length === 0) return [];
  return [
    ...waiting,
    step('update', `Update foundation stack ${name}`, { kind: 'apply-foundation', change: 'update' }),
  ];
}

/** Id of an HTTP API that the stack believes to be there, and API Gateway does not know. */
export function lostApi({ stack, api }: Partial<Pick<Snapshot, 'stack' | 'api'>>): string | undefined {
  return api || stack?.status.startsWith('DELETE_') === true ? undefined : stack?.outputs[outputs.apiId];
}

function create(name: string): Step {
  return step('create', `Create foundation stack ${name}`, { kind: 'apply-foundation', change: 'create' });
}

/** The way out of a stack that CloudFormation will not leave by itself; undefined: there is nothing to do by hand. */
export function wayOut({ name, status }: Pick<StackState, 'name' | 'status'>, service: string): string | undefined {
  if (status === 'UPDATE_ROLLBACK_FAILED') return `aws cloudformation continue-update-rollback --stack-name ${name}`;
  // Half of it is gone, the gateway perhaps: only the rest of the deletion leads on.
  if (status === 'DELETE_FAILED') return `ship destroy ${service}`;
  return /^(ROLLBACK_|CREATE_FAILED|REVIEW_IN_PROGRESS)/.test(status) && status !== 'ROLLBACK_IN_PROGRESS'
    ? `ship deploy ${service}`
    : undefined;
}

/** By hand, of a stack that no update can leave; a resource that fails again and again is left behind. */
export function waysOut({ name, status, statusReason }: StackState, service: string): readonly string[] {
  const way = wayOut({ name, status }, service);
  if (!/^(UPDATE_ROLLBACK|DELETE)_FAILED$/.test(status) || way === undefined) return [];
  const failed = /failed to update: \[([^\]]+)\]/.exec(statusReason ?? '')?.[1]?.split(/,\s*/) ?? [];
  if (failed.length === 0) return [way];
  return [way, `${way} --resources-to-skip ${failed.join(' ')}   (if it fails again)`];
}
