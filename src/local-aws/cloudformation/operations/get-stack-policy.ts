import type { Operation } from '../../kernel/operation.ts';
import { findStack } from '../stack/find-stack.ts';

export const getStackPolicy: Operation = {
  name: 'GetStackPolicy',
  writes: false,
  handle: (params, world) => {
    const { policy } = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    return { body: policy === undefined ? {} : { StackPolicyBody: policy } };
  },
};
