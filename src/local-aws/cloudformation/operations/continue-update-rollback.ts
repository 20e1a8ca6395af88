import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validationError } from '../cloudformation-error.ts';
import { beginOperation, isRepeated, tokenOf } from '../stack/begin-operation.ts';
import { findStack } from '../stack/find-stack.ts';

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
    beginOperation(world, stack.stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', {
      kind: 'CONTINUE_ROLLBACK',
      ...tokenOf(params),
      skip,
    });
    return { body: {} };
  },
};
