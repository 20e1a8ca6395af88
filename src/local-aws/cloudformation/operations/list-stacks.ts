import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { pageOf } from '../stack/page.ts';
import { stacks, type StackRow } from '../stack/stack-rows.ts';

/** Deleted stacks too, unless a filter says otherwise. */
export const listStacks: Operation = {
  name: 'ListStacks',
  writes: false,
  handle: (params, world) => {
    const wanted = listOf(params, 'StackStatusFilter');
    const all = stacks(world)
      .values()
      .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
      .toReversed();
    const { items, NextToken } = pageOf(all, params, 100);
    return { body: { StackSummaries: items.map(summarizeStack), ...(NextToken && { NextToken }) } };
  },
};

function summarizeStack(stack: StackRow): unknown {
  return {
    StackId: stack.stackId,
    StackName: stack.name,
    ...(stack.description !== undefined && { TemplateDescription: stack.description }),
    CreationTime: new Date(stack.createdAt),
    ...(stack.updatedAt !== undefined && { LastUpdatedTime: new Date(stack.updatedAt) }),
    ...(stack.deletedAt !== undefined && { DeletionTime: new Date(stack.deletedAt) }),
    StackStatus: stack.status,
    ...(stack.statusReason !== undefined && { StackStatusReason: stack.statusReason }),
    ...(stack.parentId !== undefined && { ParentId: stack.parentId, RootId: stack.rootId ?? stack.parentId }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}
