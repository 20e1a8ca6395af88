import type { Operation } from '../../kernel/operation.ts';
import { validationError } from '../cloudformation-error.ts';
import { findStack } from '../stack/find-stack.ts';
import { changeStack } from '../stack/record.ts';

/** The update begins nothing more and rolls back. */
export const cancelUpdateStack: Operation = {
  name: 'CancelUpdateStack',
  writes: true,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    if (stack.status !== 'UPDATE_IN_PROGRESS' || !stack.operation) {
      throw validationError(`CancelUpdateStack cannot be called from current stack status`);
    }
    changeStack(world, stack.stackId, { operation: { ...stack.operation, cancelled: 'by-user' } });
    return {};
  },
};
