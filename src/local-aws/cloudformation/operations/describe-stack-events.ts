import type { Operation } from '../../kernel/operation.ts';
import { findStack } from '../stack/find-stack.ts';
import { pageOf } from '../stack/page.ts';
import { events, type EventRow } from '../stack/stack-rows.ts';

/** Newest first. */
export const describeStackEvents: Operation = {
  name: 'DescribeStackEvents',
  writes: false,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    const own = events(world)
      .values()
      .filter(({ stackId }) => stackId === stack.stackId)
      .toReversed();
    const { items, NextToken } = pageOf(own, params, 100);
    return { body: { StackEvents: items.map(describeEvent), ...(NextToken && { NextToken }) } };
  },
};

export function describeEvent(event: EventRow): Record<string, unknown> {
  return {
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    ...(event.operationId !== undefined && { OperationId: event.operationId }),
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status,
    ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
    ...(event.properties !== undefined && { ResourceProperties: event.properties }),
    ...(event.token !== undefined && { ClientRequestToken: event.token }),
  };
}
