import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTable, tables } from '../table-rows.ts';

export const tagResource: Operation = {
  name: 'TagResource',
  writes: true,
  handle: (params, world) => {
    const row = findTable(world, params, 'ResourceArn');
    const added = structuresOf(params, 'Tags');
    const keys = added.map((tag) => stringOf(tag, 'Key'));
    const kept = row.tags.filter((tag) => !keys.includes(stringOf(tag, 'Key')));
    tables(world).set(row.name, { ...row, tags: [...kept, ...added] });
    return { body: {} };
  },
};
