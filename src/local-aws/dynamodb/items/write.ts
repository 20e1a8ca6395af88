import type { World } from '../../kernel/world.ts';
import { validation } from '../dynamodb-error.ts';
import { tellRecords } from '../../streaming/wake.ts';
import { recordChange } from '../streams/record-change.ts';
import { forgetLog } from '../streams/stream-rows.ts';
import type { TableRow } from '../table-rows.ts';
import type { IndexSchema } from '../table-schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';
import { writeUnits, type Consumed } from './capacity.ts';
import { positionOf } from './keys.ts';
import { forgetLiveTable, liveTable, type LiveTable } from './live-table.ts';

export const ITEM_LIMIT_BYTES = 409_600;

/** One item's change, checked and not yet made; `after` undefined: it goes. */
export interface Change {
  readonly row: TableRow;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export function checkSize(item: Item, message = 'Item size has exceeded the maximum allowed size'): void {
  if (itemBytes(item) > ITEM_LIMIT_BYTES) throw validation(message);
}

/** An index is written when the item is in it, before or after, and what it holds may have changed. */
function indexUnits(
  { schema }: LiveTable,
  { before, after }: Change,
  kind: IndexSchema['kind'],
): Record<string, number> {
  const touched = schema.indexes.filter(
    (index) =>
      index.kind === kind &&
      [before, after].some((item) => item !== undefined && positionOf(index, schema, item) !== undefined),
  );
  const bytes = Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0);
  return Object.fromEntries(touched.map(({ name }) => [name, writeUnits(bytes)]));
}

export function consumedBy(world: World, change: Change, factor = 1): Consumed {
  const { before, after, row } = change;
  const table = liveTable(world, row);
  const bytes = Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0);
  return {
    TableName: row.name,
    table: writeUnits(bytes, factor),
    local: indexUnits(table, change, 'local'),
    global: indexUnits(table, change, 'global'),
  };
}

/** Makes the changes, and tells their tables' streams: all of that or nothing, whatever happens. */
export function commit(world: World, changes: readonly Change[], alongside: () => void = () => undefined): void {
  try {
    world.store.together(() => {
      for (const change of changes) commitOne(world, change);
      alongside();
    });
  } catch (error) {
    for (const { row } of changes) forget(world, row);
    throw error;
  }
  for (const { row } of changes) if (row.streamArn !== undefined) tellRecords(world, row.streamArn);
}

function commitOne(world: World, change: Change): void {
  const { row, key, after } = change;
  const table = liveTable(world, row);
  if (after) table.put(after);
  else table.delete(key);
  recordChange(world, change);
}

/** The rows were taken back: what is in memory is loaded anew from them. */
function forget(world: World, row: TableRow): void {
  forgetLiveTable(world, row);
  if (row.streamArn !== undefined) forgetLog(world, { arn: row.streamArn });
}
