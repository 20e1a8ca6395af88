import type { Operation } from '../../kernel/operation.ts';
import { validationError } from '../cloudformation-error.ts';
import { beginOperation, isRepeated, tokenOf } from '../stack/begin-operation.ts';
import { findStack } from '../stack/find-stack.ts';

/** For stacks whose operation failed without a rollback. */
export const rollbackStack: Operation = {
  name: 'RollbackStack',
  writes: true,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    if (isRepeated(stack, 'ROLLBACK', params)) return { body: { StackId: stack.stackId } };
    const operation = { kind: 'ROLLBACK', ...tokenOf(params) } as const;
    const previous = stack.operation?.previous;
    if (stack.status === 'CREATE_FAILED') beginOperation(world, stack.stackId, 'ROLLBACK_IN_PROGRESS', operation);
    else if (stack.status === 'UPDATE_FAILED' && previous) {
      beginOperation(
        world,
        stack.stackId,
        'UPDATE_ROLLBACK_IN_PROGRESS',
        { ...operation, previous },
        { target: previous },
      );
    } else throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be rolled back.`);
    return { body: { StackId: stack.stackId } };
  },
};
