import { recordOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { constraint, validation } from '../dynamodb-error.ts';
import { capacityOf, type Consumed } from '../items/capacity.ts';
import { primaryOf, readKey } from '../items/keys.ts';
import { liveTable } from '../items/live-table.ts';
import { getByKey, readOptions } from '../items/read-item.ts';
import { fromLegacy } from '../items/from-legacy.ts';
import { findItemsTable, type TableRow } from '../table-rows.ts';
import type { Item } from '../values/attribute-value.ts';

const MOST_KEYS = 100;
const REPLY_LIMIT_BYTES = 16 * 1024 * 1024;

interface TableRequest {
  readonly name: string;
  readonly row: TableRow;
  readonly params: Params;
  readonly keys: readonly Item[];
}

function readTable(world: World, name: string, params: Params): TableRequest {
  const row = findItemsTable(world, { TableName: name });
  const { schema } = liveTable(world, row);
  const keys = ((params['Keys'] ?? []) as readonly unknown[]).map((key) => readKey(schema, key));
  if (new Set(keys.map((key) => primaryOf(schema, key))).size < keys.length) {
    throw validation('Provided list of item keys contains duplicates');
  }
  return { name, row, params, keys };
}

function readRequest(world: World, params: Params): readonly TableRequest[] {
  const items = recordOf<Params>(params, 'RequestItems') ?? {};
  const names = Object.keys(items);
  if (names.length === 0) {
    throw constraint('{}', 'requestItems', 'Member must have length greater than or equal to 1');
  }
  const count = names.reduce((sum, name) => sum + ((items[name]?.['Keys'] ?? []) as unknown[]).length, 0);
  if (count > MOST_KEYS) throw validation('Too many items requested for the BatchGetItem call');
  return names.map((name) => readTable(world, name, items[name] ?? {}));
}

interface Answer {
  readonly responses: Record<string, Item[]>;
  readonly unprocessed: Record<string, Params>;
  readonly capacities: Consumed[];
}

function answerTable(world: World, request: TableRequest, answer: Answer, bytesBefore: number): number {
  const { row, params, keys, name } = request;
  const options = readOptions(fromLegacy(params));
  const items: Item[] = [];
  let [bytes, units] = [bytesBefore, 0];
  for (const [index, key] of keys.entries()) {
    const found = getByKey(world, row, key, options);
    if (bytes + found.bytes > REPLY_LIMIT_BYTES) {
      answer.unprocessed[name] = { ...params, Keys: keys.slice(index) };
      break;
    }
    bytes += found.bytes;
    units += found.units;
    if (found.item) items.push(found.item);
  }
  answer.responses[name] = items;
  answer.capacities.push({ TableName: row.name, table: units });
  return bytes;
}

export const batchGetItem: Operation = {
  name: 'BatchGetItem',
  writes: false,
  handle: (params, world) => {
    const requests = readRequest(world, params);
    const answer: Answer = { responses: {}, unprocessed: {}, capacities: [] };
    let bytes = 0;
    for (const request of requests) bytes = answerTable(world, request, answer, bytes);
    const ConsumedCapacity = answer.capacities
      .map((consumed) => capacityOf(params, consumed))
      .filter((capacity) => capacity !== undefined);
    return {
      body: {
        Responses: answer.responses,
        UnprocessedKeys: answer.unprocessed,
        ...(ConsumedCapacity.length > 0 && { ConsumedCapacity }),
      },
    };
  },
};
