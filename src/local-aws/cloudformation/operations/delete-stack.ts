import { listOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { changeSets, changeSetsOf } from '../changes/change-set-rows.ts';
import { validationError } from '../cloudformation-error.ts';
import { beginOperation, isRepeated, tokenOf } from '../stack/begin-operation.ts';
import { isBusy } from '../stack/check-status.ts';
import { lookUpStack, requireStackName } from '../stack/find-stack.ts';
import { changeStack } from '../stack/record.ts';
import type { StackRow } from '../stack/stack-rows.ts';

/** Deleting what is not there is no error. A creation under way is broken off first. */
export const deleteStack: Operation = {
  name: 'DeleteStack',
  writes: true,
  handle: (params, world) => {
    const stack = lookUpStack(world, requireStackName(params));
    if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return {};
    if (isRepeated(stack, 'DELETE_STACK', params)) return {};
    checkDeletable(stack);
    if (stack.status === 'CREATE_IN_PROGRESS' && stack.operation) {
      changeStack(world, stack.stackId, { operation: { ...stack.operation, cancelled: 'by-deletion' } });
      return {};
    }
    const retain = listOf(params, 'RetainResources');
    if (
      retain.length > 0 &&
      stack.status !== 'DELETE_FAILED' &&
      stringOf(params, 'DeletionMode') !== 'FORCE_DELETE_STACK'
    ) {
      throw validationError(
        'Invalid operation on stack [' +
          stack.stackId +
          ']. RetainResources can only be specified for stacks in the DELETE_FAILED state',
      );
    }
    for (const { id } of changeSetsOf(world, stack.stackId)) changeSets(world).delete(id);
    const operation = { kind: 'DELETE_STACK', ...tokenOf(params), retain, previousStatus: stack.status } as const;
    beginOperation(world, stack.stackId, 'DELETE_IN_PROGRESS', operation);
    return {};
  },
};

function checkDeletable(stack: StackRow): void {
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (isBusy(stack) && stack.status !== 'CREATE_IN_PROGRESS') {
    throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
  }
}
