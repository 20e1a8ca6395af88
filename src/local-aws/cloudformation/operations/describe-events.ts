import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findChangeSet } from '../changes/change-set-rows.ts';
import { validationError } from '../cloudformation-error.ts';
import { findStack } from '../stack/find-stack.ts';
import { pageOf } from '../stack/page.ts';
import { events, type EventRow } from '../stack/stack-rows.ts';
import { isRecord } from '../template/template.ts';

/** Events of a stack, an operation or a change set; newest first. Early validation's findings are told here only. */
export const describeEvents: Operation = {
  name: 'DescribeEvents',
  writes: false,
  handle: (params, world) => {
    const all = stringOf(params, 'ChangeSetName') ? changeSetEvents(world, params) : stackEvents(world, params);
    const { items, NextToken } = pageOf(all, params, 100);
    return { body: { OperationEvents: items, ...(NextToken && { NextToken }) } };
  },
};

function changeSetEvents(world: World, params: Params): unknown[] {
  const row = findChangeSet(world, params);
  return (row.problems ?? []).map((problem, index) => ({
    EventId: `${row.id.split('/').at(-1) as string}-${index}`,
    StackId: row.stackId,
    OperationType: 'CREATE_CHANGESET',
    EventType: 'VALIDATION_ERROR',
    LogicalResourceId: problem.logicalId,
    ResourceType: problem.type,
    Timestamp: new Date(row.createdAt),
    ValidationFailureMode: 'FAIL',
    ValidationName: problem.name,
    ValidationStatus: 'FAILED',
    ValidationStatusReason: problem.reason,
    ValidationPath: problem.path,
  }));
}

function stackEvents(world: World, params: Params): unknown[] {
  const operationId = stringOf(params, 'OperationId');
  if (!stringOf(params, 'StackName') && operationId === undefined) {
    throw validationError('One of ChangeSetName, OperationId or StackName must be specified');
  }
  const stackId = stringOf(params, 'StackName') ? findStack(world, params).stackId : undefined;
  const filters = params['Filters'];
  const failedOnly = isRecord(filters) && String(filters['FailedEvents']) === 'true';
  return events(world)
    .values()
    .filter((event) => stackId === undefined || event.stackId === stackId)
    .filter((event) => operationId === undefined || event.operationId === operationId)
    .filter(({ status }) => !failedOnly || status.endsWith('FAILED'))
    .toReversed()
    .map(describe);
}

function describe(event: EventRow): unknown {
  const isFailure = event.status.endsWith('_FAILED');
  return {
    EventId: event.eventId,
    StackId: event.stackId,
    ...(event.operationId !== undefined && { OperationId: event.operationId }),
    EventType: isFailure && event.type !== 'AWS::CloudFormation::Stack' ? 'PROVISIONING_ERROR' : 'STACK_EVENT',
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status,
    ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
    ...(event.token !== undefined && { ClientRequestToken: event.token }),
  };
}
