import { listOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTable, tables } from '../table-rows.ts';

export const untagResource: Operation = {
  name: 'UntagResource',
  writes: true,
  handle: (params, world) => {
    const row = findTable(world, params, 'ResourceArn');
    const gone = listOf(params, 'TagKeys');
    tables(world).set(row.name, {
      ...row,
      tags: row.tags.filter((tag) => !gone.includes(stringOf(tag, 'Key') ?? '')),
    });
    return { body: {} };
  },
};
