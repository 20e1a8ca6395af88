import { booleanOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { Path } from '../expressions/cursor.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { parseProjection, project } from '../expressions/projection.ts';
import type { TableRow } from '../table-rows.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';
import { readUnits } from './capacity.ts';
import { liveTable } from './live-table.ts';

export interface ReadOptions {
  readonly paths: readonly Path[] | undefined;
  readonly consistent: boolean;
}

/** What GetItem, BatchGetItem and TransactGetItems share. */
export function readOptions(params: Params): ReadOptions {
  const placeholders = new Placeholders(params, ['ProjectionExpression']);
  const paths = parseProjection(stringOf(params, 'ProjectionExpression'), placeholders);
  placeholders.refuseUnused();
  return { paths, consistent: booleanOf(params, 'ConsistentRead') ?? false };
}

export interface Found {
  readonly item: Item | undefined;
  readonly bytes: number;
  readonly units: number;
}

export function getByKey(
  world: World,
  row: TableRow,
  key: Item,
  { paths, consistent, factor = 1 }: ReadOptions & { readonly factor?: number },
): Found {
  const item = liveTable(world, row).get(key);
  const bytes = item ? itemBytes(item) : 0;
  return { item: item && project(item, paths), bytes, units: readUnits(bytes, { consistent, factor }) };
}
