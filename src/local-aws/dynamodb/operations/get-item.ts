import type { Operation } from '../../kernel/operation.ts';
import { consumedCapacity } from '../items/capacity.ts';
import { readKey } from '../items/keys.ts';
import { liveTable } from '../items/live-table.ts';
import { getByKey, readOptions } from '../items/read-item.ts';
import { fromLegacy } from '../items/from-legacy.ts';
import { findItemsTable } from '../table-rows.ts';

export const getItem: Operation = {
  name: 'GetItem',
  writes: false,
  handle: (given, world) => {
    const params = fromLegacy(given);
    const options = readOptions(params);
    const row = findItemsTable(world, params);
    const key = readKey(liveTable(world, row).schema, params['Key']);
    const { item, units } = getByKey(world, row, key, options);
    return {
      body: { ...(item && { Item: item }), ...consumedCapacity(params, { TableName: row.name, table: units }) },
    };
  },
};
