import { AwsError } from '../../kernel/aws-error.ts';
import type { Operation } from '../../kernel/operation.ts';
import { prepareTarget } from '../engine/prepare-target.ts';
import { beginOperation, isRepeated, keepStack, makeStack, tokenOf } from '../stack/begin-operation.ts';
import { checkNewStackName, lookUpStack, requireStackName } from '../stack/find-stack.ts';
import { makeTarget } from '../stack/make-target.ts';
import { refuseUnsupported } from '../stack/refuse-unsupported.ts';
import type { StackRow } from '../stack/stack-rows.ts';

export const createStack: Operation = {
  name: 'CreateStack',
  writes: true,
  handle: async (params, world) => {
    const name = requireStackName(params);
    refuseUnsupported('CreateStack', params);
    checkNewStackName(name);
    const existing = lookUpStack(world, name);
    if (isRepeated(existing, 'CREATE_STACK', params)) return { body: { StackId: (existing as StackRow).stackId } };
    const target = await makeTarget(world, params);
    if (lookUpStack(world, name)) throw new AwsError('AlreadyExistsException', 400, `Stack [${name}] already exists`);
    const stack = makeStack(world, params, target, 'CREATE_IN_PROGRESS');
    prepareTarget(world, stack, target, 'accepted');
    keepStack(world, stack);
    beginOperation(world, stack.stackId, 'CREATE_IN_PROGRESS', { kind: 'CREATE_STACK', ...tokenOf(params) });
    return { body: { StackId: stack.stackId } };
  },
};
