import { booleanOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStack } from '../stack/find-stack.ts';
import { changeStack } from '../stack/record.ts';

export const updateTerminationProtection: Operation = {
  name: 'UpdateTerminationProtection',
  writes: true,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    changeStack(world, stack.stackId, {
      terminationProtection: booleanOf(params, 'EnableTerminationProtection') ?? false,
    });
    return { body: { StackId: stack.stackId } };
  },
};
