import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { constraint } from '../dynamodb-error.ts';
import { tables } from '../table-rows.ts';

const PAGE = 100;

export const listTables: Operation = {
  name: 'ListTables',
  writes: false,
  handle: (params, world) => {
    const limit = numberOf(params, 'Limit') ?? PAGE;
    if (limit < 1 || limit > PAGE) {
      const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${PAGE}`;
      throw constraint(String(limit), 'limit', `Member must have value ${bound}`);
    }
    const after = stringOf(params, 'ExclusiveStartTableName') ?? '';
    const names = tables(world)
      .keys()
      .toSorted()
      .filter((name) => name > after);
    const TableNames = names.slice(0, limit);
    return { body: { TableNames, ...(names.length > limit && { LastEvaluatedTableName: TableNames.at(-1) }) } };
  },
};
