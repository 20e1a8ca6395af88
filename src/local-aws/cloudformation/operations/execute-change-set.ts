import { AwsError } from '../../kernel/aws-error.ts';
import { booleanOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { changeSets, changeSetsOf, findChangeSet, type ChangeSetRow } from '../changes/change-set-rows.ts';
import { beginOperation, isRepeated, tokenOf } from '../stack/begin-operation.ts';
import { checkUpdatable } from '../stack/check-status.ts';
import { stacks, type StackRow } from '../stack/stack-rows.ts';

/** Executing one deletes the stack's others; the executed one stays, as EXECUTE_COMPLETE. */
export const executeChangeSet: Operation = {
  name: 'ExecuteChangeSet',
  writes: true,
  handle: (params, world) => {
    const row = findChangeSet(world, params);
    const stack = stacks(world).get(row.stackId) as StackRow;
    if (isRepeated(stack, row.type === 'CREATE' ? 'CREATE_STACK' : 'UPDATE_STACK', params)) return {};
    if (row.executionStatus !== 'AVAILABLE') throw notExecutable(row);
    if (row.type === 'UPDATE') checkUpdatable(stack);
    for (const other of changeSetsOf(world, row.stackId)) changeSets(world).delete(other.id);
    changeSets(world).set(row.id, { ...row, executionStatus: 'EXECUTE_COMPLETE' });
    begin(world, stack, row, params);
    return { body: {} };
  },
};

function notExecutable(row: ChangeSetRow): AwsError {
  const status = row.status === 'CREATE_COMPLETE' ? row.executionStatus : row.status;
  return new AwsError(
    'InvalidChangeSetStatus',
    400,
    `ChangeSet [${row.id}] cannot be executed in its current status of [${status}]`,
  );
}

function begin(world: World, stack: StackRow, row: ChangeSetRow, params: Params): void {
  const disableRollback = booleanOf(params, 'DisableRollback') ?? row.onStackFailure === 'DO_NOTHING';
  const also = {
    target: row.target,
    capabilities: row.capabilities,
    notificationArns: row.notificationArns,
    changeSetId: row.id,
    disableRollback,
    updatedAt: world.clock.now(),
    ...(row.roleArn !== undefined && { roleArn: row.roleArn }),
  };
  if (row.type === 'CREATE') {
    const onFailure = disableRollback ? 'DO_NOTHING' : (row.onStackFailure ?? 'ROLLBACK');
    beginOperation(
      world,
      stack.stackId,
      'CREATE_IN_PROGRESS',
      { kind: 'CREATE_STACK', ...tokenOf(params) },
      { ...also, onFailure },
    );
    return;
  }
  const previous = stack.status === 'UPDATE_FAILED' ? stack.operation?.previous : undefined;
  const operation = {
    kind: 'UPDATE_STACK',
    ...tokenOf(params),
    previous: previous ?? stack.target,
    disableRollback,
  } as const;
  beginOperation(world, stack.stackId, 'UPDATE_IN_PROGRESS', operation, also);
}
