import { notImplemented } from '../../kernel/aws-error.ts';
import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { beginOperation, isRepeated, tokenOf } from '../stack/begin-operation.ts';
import { findStack } from '../stack/find-stack.ts';
import { resourceKey, resources } from '../stack/stack-rows.ts';

export const continueUpdateRollback: Operation = {
  name: 'ContinueUpdateRollback',
  writes: true,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    if (isRepeated(stack, 'CONTINUE_ROLLBACK', params)) return { body: {} };
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
      throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not continue update rollback.`);
    }
    const skip = listOf(params, 'ResourcesToSkip');
    for (const id of skip) checkSkippable(world, stack.stackId, id);
    beginOperation(world, stack.stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', {
      kind: 'CONTINUE_ROLLBACK',
      ...tokenOf(params),
      skip,
    });
    return { body: {} };
  },
};

/** "You can specify only resources that are in the UPDATE_FAILED state because a rollback failed." */
function checkSkippable(world: World, stackId: string, logicalId: string): void {
  if (logicalId.includes('.'))
    throw notImplemented('cloudformation', `ResourcesToSkip of nested stacks (${logicalId})`);
  const row = resources(world).get(resourceKey(stackId, logicalId));
  if (row?.status === 'UPDATE_FAILED' && row.before) return;
  throw validationError(
    `Resource [${logicalId}] can not be skipped: only resources in UPDATE_FAILED state because of a failed rollback can be.`,
  );
}
