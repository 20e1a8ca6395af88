import type { Operation } from '../../kernel/operation.ts';
import { findStack } from '../stack/find-stack.ts';
import { pageOf } from '../stack/page.ts';
import { resourcesOf, type ResourceRow } from '../stack/stack-rows.ts';

export const listStackResources: Operation = {
  name: 'ListStackResources',
  writes: false,
  handle: (params, world) => {
    const stack = findStack(world, params);
    const { items, NextToken } = pageOf(resourcesOf(world, stack.stackId), params, 100);
    return { body: { StackResourceSummaries: items.map(summarizeResource), ...(NextToken && { NextToken }) } };
  },
};

function summarizeResource(row: ResourceRow): unknown {
  return {
    LogicalResourceId: row.logicalId,
    ...(row.current && { PhysicalResourceId: row.current.physicalId }),
    ResourceType: row.type,
    LastUpdatedTimestamp: new Date(row.changedAt),
    ResourceStatus: row.status,
    ...(row.statusReason !== undefined && { ResourceStatusReason: row.statusReason }),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
