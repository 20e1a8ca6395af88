import { ShipError, exitCodes } from '../errors/ship-error.ts';
import { outputs } from '../model/names.ts';
import type { Step, StepWork } from '../model/plan.ts';
import type { StackState } from '../model/snapshot.ts';

const step = (id: string, title: string, work: StepWork): Step => ({
  id: `foundation.${id}`,
  phase: 'foundation',
  lane: 'foundation',
  title,
  ...work,
});

/** What brings the stack to the wanted template, from whatever state a vanished runner or a failure left it in. */
export function planFoundation(name: string, stack: StackState | undefined, wantedDigest: string): readonly Step[] {
  if (!stack || stack.status === 'DELETE_COMPLETE') return [create(name)];
  const status = stack.status;
  if (status === 'REVIEW_IN_PROGRESS') return [create(name)];
  if (status === 'ROLLBACK_COMPLETE' || status === 'CREATE_FAILED' || status === 'ROLLBACK_FAILED')
    return [
      step('delete', `Delete stack ${name}, whose creation failed (${status})`, { kind: 'delete-failed-stack' }),
      create(name),
    ];
  if (status === 'UPDATE_ROLLBACK_FAILED' || status === 'DELETE_FAILED') throw stuck(name, stack);
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

function create(name: string): Step {
  return step('create', `Create foundation stack ${name}`, { kind: 'apply-foundation', change: 'create' });
}

/** The way out of a stack that CloudFormation will not leave by itself; undefined: there is nothing to do by hand. */
export function wayOut({ name, status }: Pick<StackState, 'name' | 'status'>, deploy: string): string | undefined {
  if (status === 'UPDATE_ROLLBACK_FAILED') return `aws cloudformation continue-update-rollback --stack-name ${name}`;
  if (status === 'DELETE_FAILED') return `aws cloudformation delete-stack --stack-name ${name}`;
  return /^(ROLLBACK_|CREATE_FAILED|REVIEW_IN_PROGRESS)/.test(status) && status !== 'ROLLBACK_IN_PROGRESS'
    ? deploy
    : undefined;
}

/** By hand, of a stack that no update can leave; a resource that fails again and again is left behind. */
export function waysOut({ name, status, statusReason }: StackState): readonly string[] {
  const way = wayOut({ name, status }, '');
  if (!/^(UPDATE_ROLLBACK|DELETE)_FAILED$/.test(status) || way === undefined) return [];
  const failed = /failed to update: \[([^\]]+)\]/.exec(statusReason ?? '')?.[1]?.split(/,\s*/) ?? [];
  if (failed.length === 0) return [way];
  return [way, `${way} --resources-to-skip ${failed.join(' ')}   (if it fails again)`];
}

function stuck(name: string, stack: StackState): ShipError {
  return new ShipError({
    code: 'STACK_STUCK',
    exit: exitCodes.refused,
    summary: `stack ${name} is stuck in ${stack.status}`,
    why: stack.statusReason ?? 'CloudFormation gave no reason; see the stack events.',
    next: [...waysOut({ ...stack, name }), 'then run the same command again'],
  });
}
