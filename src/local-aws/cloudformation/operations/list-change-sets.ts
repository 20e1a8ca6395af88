import type { Operation } from '../../kernel/operation.ts';
import { changeSetsOf } from '../changes/change-set-rows.ts';
import { findStack } from '../stack/find-stack.ts';
import { pageOf } from '../stack/page.ts';
import { summarizeChangeSet } from './describe-change-set.ts';

export const listChangeSets: Operation = {
  name: 'ListChangeSets',
  writes: false,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack [${name}] does not exist`);
    const { items, NextToken } = pageOf(changeSetsOf(world, stack.stackId), params, 100);
    return { body: { Summaries: items.map(summarizeChangeSet), ...(NextToken && { NextToken }) } };
  },
};
