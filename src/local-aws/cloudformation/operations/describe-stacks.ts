import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStack } from '../stack/find-stack.ts';
import { describeStack } from '../stack/describe-stack.ts';
import { pageOf } from '../stack/page.ts';
import { stacks } from '../stack/stack-rows.ts';

export const describeStacks: Operation = {
  name: 'DescribeStacks',
  writes: false,
  handle: (params, world) => {
    if (stringOf(params, 'StackName')) return { body: { Stacks: [describeStack(world, findStack(world, params))] } };
    const live = stacks(world)
      .values()
      .filter(({ status }) => status !== 'DELETE_COMPLETE')
      .toReversed();
    const { items, NextToken } = pageOf(live, params, 100);
    return { body: { Stacks: items.map((stack) => describeStack(world, stack)), ...(NextToken && { NextToken }) } };
  },
};
