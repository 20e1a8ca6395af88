import type { Params } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { lookUpStack } from '../stack/find-stack.ts';
import type { Target } from '../stack/stack-rows.ts';
import type { ResourceChange } from './change.ts';

export interface ChangeSetRow {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly createdAt: number;
  readonly status: string;
  readonly statusReason?: string;
  readonly executionStatus: string;
  readonly target: Target;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
  readonly onStackFailure?: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  readonly token?: string;
  readonly changes: readonly ResourceChange[];
  /** What early validation found. */
  readonly problems?: readonly ChangeSetProblem[];
}

export interface ChangeSetProblem {
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly reason: string;
  readonly path: string;
}

export function changeSets(world: World): Table<ChangeSetRow> {
  return world.store.table<ChangeSetRow>('cloudformation.change-set');
}

export function changeSetsOf(world: World, stackId: string): ChangeSetRow[] {
  return changeSets(world)
    .values()
    .filter((row) => row.stackId === stackId);
}

/** By id, or by name with the stack's name. Throws ChangeSetNotFound. */
export function findChangeSet(world: World, params: Params): ChangeSetRow {
  const nameOrId = stringOf(params, 'ChangeSetName') ?? '';
  if (nameOrId.startsWith('arn:')) return changeSets(world).get(nameOrId) ?? notFound(nameOrId);
  const stackName = stringOf(params, 'StackName');
  if (!stackName) throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  const stack = lookUpStack(world, stackName);
  if (!stack) throw validationError(`Stack [${stackName}] does not exist`);
  return changeSetsOf(world, stack.stackId).find(({ name }) => name === nameOrId) ?? notFound(nameOrId);
}

function notFound(nameOrId: string): never {
  throw new AwsError('ChangeSetNotFound', 404, `ChangeSet [${nameOrId}] does not exist`);
}
