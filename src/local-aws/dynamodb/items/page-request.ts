import { booleanOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validation } from '../dynamodb-error.ts';
import type { Condition } from '../expressions/condition.ts';
import type { Path } from '../expressions/cursor.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { parseProjection } from '../expressions/projection.ts';
import { findItemsTable, type TableRow } from '../table-rows.ts';
import type { IndexSchema, KeySchema, TableSchema } from '../table-schema.ts';
import { readItem } from '../values/read-value.ts';
import { consumedCapacity, readUnits } from './capacity.ts';
import type { Position } from './item-index.ts';
import { lastKeyOf, positionOf } from './keys.ts';
import { liveTable, type LiveTable } from './live-table.ts';
import { checkProjected, readLimit, readPage, readSelect, type Page, type Walk } from './read-page.ts';

/** What Query and Scan have in common. */
export interface PageRequest {
  readonly row: TableRow;
  readonly table: LiveTable;
  readonly schema: TableSchema;
  readonly index: IndexSchema | undefined;
  /** Of the index, or of the table. */
  readonly keys: KeySchema;
  readonly consistent: boolean;
  readonly filter: Condition | undefined;
  readonly keyCondition: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
}

function findIndex({ indexes }: TableSchema, name: string | undefined): IndexSchema | undefined {
  if (name === undefined) return undefined;
  const index = indexes.find((candidate) => candidate.name === name);
  if (!index) throw validation(`The table does not have the specified index: ${name}`);
  return index;
}

export function readPageRequest(world: World, params: Params): PageRequest {
  const placeholders = new Placeholders(params, ['KeyConditionExpression', 'FilterExpression', 'ProjectionExpression']);
  const read = (name: string): Condition | undefined => parseCondition(name, stringOf(params, name), placeholders);
  const keyCondition = read('KeyConditionExpression');
  const filter = read('FilterExpression');
  const paths = parseProjection(stringOf(params, 'ProjectionExpression'), placeholders);
  placeholders.refuseUnused();
  const row = findItemsTable(world, params);
  const table = liveTable(world, row);
  const { schema } = table;
  const index = findIndex(schema, stringOf(params, 'IndexName'));
  const consistent = booleanOf(params, 'ConsistentRead') ?? false;
  if (consistent && index?.kind === 'global') {
    throw validation('Consistent reads are not supported on global secondary indexes');
  }
  checkProjected(schema, index, paths);
  return { row, table, schema, index, keys: index ?? schema, consistent, filter, keyCondition, paths };
}

/** Where the page before ended; the item itself may be gone meanwhile. */
export function startPosition({ schema, index, keys }: PageRequest, params: Params): Position | undefined {
  const given = params['ExclusiveStartKey'];
  if (given === undefined || given === null) return undefined;
  const key = readItem(given);
  const wanted = Object.keys(lastKeyOf(schema, index, {})).length;
  const position = positionOf(schema, schema, key) && positionOf(keys, schema, key);
  if (!position || Object.keys(key).length !== wanted) {
    throw validation('The provided starting key is invalid');
  }
  return position;
}

function consumed({ row, index, consistent }: PageRequest, params: Params, page: Page): Record<string, unknown> {
  const units = readUnits(page.bytes, { consistent });
  const by = index && { [index.kind]: { [index.name]: units } };
  return consumedCapacity(params, { TableName: row.name, table: index ? 0 : units, ...by });
}

export function answerPage(request: PageRequest, params: Params, walk: Walk): Record<string, unknown> {
  const { schema, index, filter, paths } = request;
  const { countsOnly, fetchesAll } = readSelect(params, index, paths);
  const page = readPage(walk, { schema, index, filter, paths, fetchesAll, limit: readLimit(params) });
  return {
    ...(!countsOnly && { Items: page.items }),
    Count: page.items.length,
    ScannedCount: page.scannedCount,
    ...(page.last && { LastEvaluatedKey: page.last }),
    ...consumed(request, params, page),
  };
}
