import { notImplemented } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStack } from '../stack/find-stack.ts';
import { changeStack } from '../stack/record.ts';
import { checkStackPolicy } from '../stack/stack-policy.ts';

export const setStackPolicy: Operation = {
  name: 'SetStackPolicy',
  writes: true,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    const policy = stringOf(params, 'StackPolicyBody');
    if (policy === undefined) throw notImplemented('cloudformation', 'SetStackPolicy with StackPolicyURL');
    checkStackPolicy(policy);
    changeStack(world, stack.stackId, { policy });
    return {};
  },
};
