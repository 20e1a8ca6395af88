import { booleanOf, listOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { changeSets, changeSetsOf } from '../changes/change-set-rows.ts';
import { compare } from '../changes/compare.ts';
import { hasChanges } from '../changes/has-changes.ts';
import { validationError } from '../cloudformation-error.ts';
import { prepareTarget } from '../engine/prepare-target.ts';
import { beginOperation, isRepeated, tokenOf } from '../stack/begin-operation.ts';
import { readRole } from '../stack/check-role.ts';
import { checkUpdatable } from '../stack/check-status.ts';
import { findStack } from '../stack/find-stack.ts';
import { makeTarget } from '../stack/make-target.ts';
import { refuseUnsupported } from '../stack/refuse-unsupported.ts';
import { resourcesOf, type StackRow, type Target } from '../stack/stack-rows.ts';

export const updateStack: Operation = {
  name: 'UpdateStack',
  writes: true,
  handle: async (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    if (isRepeated(stack, 'UPDATE_STACK', params)) return { body: { StackId: stack.stackId } };
    checkUpdatable(stack);
    refuseUnsupported('UpdateStack', params);
    const target = await makeTarget(world, params, stack.target);
    refuseNothing(world, stack, target);
    beginUpdate(world, stack, target, params);
    return { body: { StackId: stack.stackId } };
  },
};

function refuseNothing(world: World, stack: StackRow, target: Target): void {
  const after = { prepared: prepareTarget(world, stack, target, 'accepted'), target };
  const before = { prepared: prepareTarget(world, stack, stack.target, 'accepted'), target: stack.target };
  const changes = compare(after, before, resourcesOf(world, stack.stackId));
  // After a failed update without rollback the stack is not what its target says: trying the same again is an update.
  if (!/^(UPDATE|CREATE)_FAILED$/.test(stack.status) && !hasChanges(changes, after, before)) {
    throw validationError('No updates are to be performed.');
  }
}

function beginUpdate(world: World, stack: StackRow, target: Target, params: Params): void {
  const roleArn = readRole(world, params);
  const policy = stringOf(params, 'StackPolicyBody');
  const disableRollback = booleanOf(params, 'DisableRollback') ?? false;
  // What an unfinished update started from stays what to go back to.
  const previous = stack.status === 'UPDATE_FAILED' ? stack.operation?.previous : undefined;
  for (const { id } of changeSetsOf(world, stack.stackId)) changeSets(world).delete(id);
  beginOperation(
    world,
    stack.stackId,
    'UPDATE_IN_PROGRESS',
    { kind: 'UPDATE_STACK', ...tokenOf(params), previous: previous ?? stack.target, disableRollback },
    {
      target,
      updatedAt: world.clock.now(),
      capabilities: listOf(params, 'Capabilities'),
      disableRollback,
      ...(Array.isArray(params['NotificationARNs']) && { notificationArns: listOf(params, 'NotificationARNs') }),
      ...(roleArn !== undefined && { roleArn }),
      ...(policy !== undefined && { policy }),
    },
  );
}
