import type { Operation } from '../../kernel/operation.ts';
import { tables } from '../table-rows.ts';

/** All at once: no pages. */
export const listTables: Operation = {
  name: 'ListTables',
  writes: false,
  handle: (_params, world) => ({ body: { TableNames: tables(world).keys().toSorted() } }),
};
