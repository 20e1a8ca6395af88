import { recordOf, structuresOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { constraint } from '../dynamodb-error.ts';
import { capacityOf } from '../items/capacity.ts';
import { readKey } from '../items/keys.ts';
import { liveTable } from '../items/live-table.ts';
import { getByKey, readOptions } from '../items/read-item.ts';
import { MOST_ACTIONS, refuseTwice } from '../items/transaction.ts';
import { findItemsTable } from '../table-rows.ts';

export const transactGetItems: Operation = {
  name: 'TransactGetItems',
  writes: false,
  handle: (params, world) => {
    const gets = structuresOf(params, 'TransactItems').map((item) => recordOf<unknown>(item, 'Get') ?? {});
    if (gets.length > MOST_ACTIONS) {
      throw constraint('[...]', 'transactItems', `Member must have length less than or equal to ${MOST_ACTIONS}`);
    }
    const parts = gets.map((get) => {
      const row = findItemsTable(world, get);
      return { row, key: readKey(liveTable(world, row).schema, get['Key']), options: readOptions(get) };
    });
    refuseTwice(world, parts);
    const found = parts.map(({ row, key, options }) => ({
      row,
      ...getByKey(world, row, key, { ...options, consistent: true, factor: 2 }),
    }));
    const ConsumedCapacity = found
      .map(({ row, units }) => capacityOf(params, { TableName: row.name, table: units }))
      .filter((capacity) => capacity !== undefined);
    const Responses = found.map(({ item }) => (item ? { Item: item } : {}));
    return { body: { Responses, ...(ConsumedCapacity.length > 0 && { ConsumedCapacity }) } };
  },
};
