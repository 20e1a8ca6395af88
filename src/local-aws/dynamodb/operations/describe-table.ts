import type { Operation } from '../../kernel/operation.ts';
import { describeTable as describe } from '../describe.ts';
import { findTable } from '../table-rows.ts';

export const describeTable: Operation = {
  name: 'DescribeTable',
  writes: false,
  handle: (params, world) => ({ body: { Table: describe(world, findTable(world, params)) } }),
};
