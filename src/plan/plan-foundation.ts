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

function stuck(name: string, stack: StackState): ShipError {
  const way =
    stack.status === 'UPDATE_ROLLBACK_FAILED'
      ? `aws cloudformation continue-update-rollback --stack-name ${name}`
      : `aws cloudformation delete-stack --stack-name ${name}`;
  return new ShipError({
    code: 'STACK_STUCK',
    exit: exitCodes.refused,
    summary: `stack ${name} is stuck in ${stack.status}`,
    why: stack.statusReason ?? 'CloudFormation gave no reason; see the stack events.',
    next: [way, 'then run the same command again'],
  });
}
