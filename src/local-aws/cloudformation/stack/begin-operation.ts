import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { booleanOf, listOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { runStack } from '../engine/run-stack.ts';
import { readRole } from './check-role.ts';
import { setStackStatus } from './record.ts';
import { stacks, type StackOperation, type StackRow, type Target } from './stack-rows.ts';

export function makeStackId(world: World, name: string): string {
  return `arn:aws:cloudformation:${world.config.region}:${world.config.accountId}:stack/${name}/${randomUUID()}`;
}

/** A stack as the request describes it, not yet kept. */
export function makeStack(world: World, params: Params, target: Target, status: string): StackRow {
  const name = stringOf(params, 'StackName') as string;
  const onFailure = stringOf(params, 'OnFailure') as StackRow['onFailure'] | undefined;
  const disableRollback = booleanOf(params, 'DisableRollback');
  if (onFailure !== undefined && disableRollback !== undefined) {
    throw validationError('Either DisableRollback or OnFailure can be specified, not both.');
  }
  const timeoutMinutes = numberOf(params, 'TimeoutInMinutes');
  const roleArn = readRole(world, params);
  const policy = stringOf(params, 'StackPolicyBody');
  return {
    stackId: makeStackId(world, name),
    name,
    createdAt: world.clock.now(),
    status,
    target,
    outputs: [],
    imports: [],
    capabilities: listOf(params, 'Capabilities'),
    notificationArns: listOf(params, 'NotificationARNs'),
    disableRollback: disableRollback ?? false,
    onFailure: disableRollback ? 'DO_NOTHING' : (onFailure ?? 'ROLLBACK'),
    terminationProtection: booleanOf(params, 'EnableTerminationProtection') ?? false,
    ...(timeoutMinutes !== undefined && { timeoutMinutes }),
    ...(roleArn !== undefined && { roleArn }),
    ...(policy !== undefined && { policy }),
  };
}

/** Starts an operation on a stack that is kept already: status, event, and the work in the background. */
export function beginOperation(
  world: World,
  stackId: string,
  status: string,
  operation: Omit<StackOperation, 'id'>,
  also: Partial<StackRow> = {},
): StackRow {
  const begun = { ...also, operation: { ...operation, id: randomUUID() } };
  const row = setStackStatus(world, stackId, status, 'User Initiated', begun);
  void runStack(world, stackId);
  return row;
}

/**
 * A token that the stack's last operation had: true when it was the same kind of operation, and then it is not begun again.
 * Throws TokenAlreadyExistsException for another kind.
 */
export function isRepeated(stack: StackRow | undefined, kind: StackOperation['kind'], params: Params): boolean {
  const token = stringOf(params, 'ClientRequestToken');
  if (token === undefined || stack?.operation?.token !== token) return false;
  if (stack.operation.kind === kind) return true;
  throw new AwsError('TokenAlreadyExistsException', 400, `Token already exists: ${token}`);
}

export function tokenOf(params: Params): { token?: string } {
  const token = stringOf(params, 'ClientRequestToken');
  return token === undefined ? {} : { token };
}

export function keepStack(world: World, stack: StackRow): void {
  stacks(world).set(stack.stackId, stack);
}
