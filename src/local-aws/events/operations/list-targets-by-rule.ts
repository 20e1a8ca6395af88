import type { Operation } from '../../kernel/operation.ts';
import { findRule } from '../find.ts';
import { pageOf } from '../page.ts';

export const listTargetsByRule: Operation = {
  name: 'ListTargetsByRule',
  writes: false,
  handle: (params, world) => {
    const { items, NextToken } = pageOf(findRule(world, params, 'Rule').targets, params);
    return { body: { Targets: items, ...(NextToken && { NextToken }) } };
  },
};
