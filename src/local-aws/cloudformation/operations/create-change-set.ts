import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { listOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { assessChangeSet } from '../changes/assess.ts';
import { changeSets, changeSetsOf, type ChangeSetRow } from '../changes/change-set-rows.ts';
import { validationError } from '../cloudformation-error.ts';
import { keepStack, makeStack } from '../stack/begin-operation.ts';
import { readRole } from '../stack/check-role.ts';
import { checkUpdatable } from '../stack/check-status.ts';
import { checkNewStackName, lookUpStack, requireStackName } from '../stack/find-stack.ts';
import { makeTarget } from '../stack/make-target.ts';
import { refuseUnsupported } from '../stack/refuse-unsupported.ts';
import { setStackStatus } from '../stack/record.ts';
import type { StackRow, Target } from '../stack/stack-rows.ts';
import { notImplemented } from '../../kernel/aws-error.ts';

export const createChangeSet: Operation = {
  name: 'CreateChangeSet',
  writes: true,
  handle: async (params, world) => {
    const name = checkName(params);
    const type = typeOf(params);
    refuseUnsupported('CreateChangeSet', params);
    const existing = checkStack(world, params, type);
    const repeated = existing && repeatedSet(world, existing, name, params);
    if (repeated) return { body: { Id: repeated.id, StackId: repeated.stackId } };
    const target = await makeTarget(world, params, type === 'UPDATE' ? existing?.target : undefined);
    const stack = existing ?? reviewStack(world, params, target);
    const row = makeRow(world, params, { name, type, stack, target });
    changeSets(world).set(row.id, row);
    void assessChangeSet(world, row.id);
    return { body: { Id: row.id, StackId: row.stackId } };
  },
};

function checkName(params: Params): string {
  const name = stringOf(params, 'ChangeSetName') ?? '';
  if (/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name) && name.length <= 128) return name;
  throw validationError(
    `1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}

function typeOf(params: Params): ChangeSetRow['type'] {
  const type = stringOf(params, 'ChangeSetType') ?? 'UPDATE';
  if (type === 'CREATE' || type === 'UPDATE') return type;
  if (type === 'IMPORT') throw notImplemented('cloudformation', 'CreateChangeSet of type IMPORT');
  throw validationError(
    `1 validation error detected: Value '${type}' at 'changeSetType' failed to satisfy constraint: Member must satisfy enum value set: [IMPORT, UPDATE, CREATE]`,
  );
}

function checkStack(world: World, params: Params, type: ChangeSetRow['type']): StackRow | undefined {
  const nameOrId = requireStackName(params);
  const stack = lookUpStack(world, nameOrId);
  if (type === 'UPDATE') {
    if (!stack || stack.status === 'DELETE_COMPLETE') throw validationError(`Stack [${nameOrId}] does not exist`);
    checkUpdatable(stack);
    return stack;
  }
  if (stack && stack.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${stack.name}] already exists and cannot be created again with the changeSet [${stringOf(params, 'ChangeSetName')}].`,
    );
  }
  if (!stack) checkNewStackName(nameOrId);
  return stack;
}

function repeatedSet(world: World, stack: StackRow, name: string, params: Params): ChangeSetRow | undefined {
  const same = changeSetsOf(world, stack.stackId).find((row) => row.name === name);
  if (!same) return undefined;
  const token = stringOf(params, 'ClientToken');
  if (token !== undefined && token === same.token) return same;
  throw new AwsError('AlreadyExistsException', 400, `ChangeSet ${same.id} already exists`);
}

/** A stack that has nothing but a change set. */
function reviewStack(world: World, params: Params, target: Target): StackRow {
  const stack = makeStack(world, params, target, 'REVIEW_IN_PROGRESS');
  keepStack(world, stack);
  return setStackStatus(world, stack.stackId, 'REVIEW_IN_PROGRESS', 'User Initiated');
}

function makeRow(
  world: World,
  params: Params,
  { name, type, stack, target }: { name: string; type: ChangeSetRow['type']; stack: StackRow; target: Target },
): ChangeSetRow {
  const description = stringOf(params, 'Description');
  const token = stringOf(params, 'ClientToken');
  const roleArn = readRole(world, params);
  const onStackFailure = stringOf(params, 'OnStackFailure') as ChangeSetRow['onStackFailure'];
  return {
    id: `arn:aws:cloudformation:${world.config.region}:${world.config.accountId}:changeSet/${name}/${randomUUID()}`,
    name,
    stackId: stack.stackId,
    stackName: stack.name,
    type,
    createdAt: world.clock.now(),
    status: 'CREATE_PENDING',
    executionStatus: 'UNAVAILABLE',
    target,
    capabilities: listOf(params, 'Capabilities'),
    notificationArns: listOf(params, 'NotificationARNs'),
    changes: [],
    ...(description !== undefined && { description }),
    ...(token !== undefined && { token }),
    ...(roleArn !== undefined && { roleArn }),
    ...(onStackFailure !== undefined && { onStackFailure }),
  };
}
