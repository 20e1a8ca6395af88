import type { Operation } from '../../kernel/operation.ts';
import { findChangeSet, type ChangeSetRow } from '../changes/change-set-rows.ts';
import { describeParameters } from '../stack/describe-stack.ts';
import { pageOf } from '../stack/page.ts';

export const describeChangeSet: Operation = {
  name: 'DescribeChangeSet',
  writes: false,
  handle: (params, world) => {
    const row = findChangeSet(world, params);
    const { items, NextToken } = pageOf(row.changes, params, 100);
    return {
      body: {
        ...summarizeChangeSet(row),
        Parameters: describeParameters(world, row),
        NotificationARNs: row.notificationArns,
        RollbackConfiguration: {},
        Capabilities: row.capabilities,
        Tags: row.target.tags,
        Changes: items.map((ResourceChange) => ({ Type: 'Resource', ResourceChange })),
        ...(row.onStackFailure && { OnStackFailure: row.onStackFailure }),
        ...(NextToken && { NextToken }),
      },
    };
  },
};

export function summarizeChangeSet(row: ChangeSetRow): Record<string, unknown> {
  return {
    ChangeSetName: row.name,
    ChangeSetId: row.id,
    StackId: row.stackId,
    StackName: row.stackName,
    ...(row.description !== undefined && { Description: row.description }),
    CreationTime: new Date(row.createdAt),
    ExecutionStatus: row.executionStatus,
    Status: row.status,
    ...(row.statusReason !== undefined && { StatusReason: row.statusReason }),
    IncludeNestedStacks: false,
  };
}
