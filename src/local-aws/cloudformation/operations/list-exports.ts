import type { Operation } from '../../kernel/operation.ts';
import { allExports } from '../stack/exports.ts';
import { pageOf } from '../stack/page.ts';

export const listExports: Operation = {
  name: 'ListExports',
  writes: false,
  handle: (params, world) => {
    const { items, NextToken } = pageOf(allExports(world), params, 100);
    const Exports = items.map(({ stackId, name, value }) => ({ ExportingStackId: stackId, Name: name, Value: value }));
    return { body: { Exports, ...(NextToken && { NextToken }) } };
  },
};
