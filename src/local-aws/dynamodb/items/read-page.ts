import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import { constraint, invalidValues, validation } from '../dynamodb-error.ts';
import type { Condition } from '../expressions/condition.ts';
import type { Path } from '../expressions/cursor.ts';
import { meets } from '../expressions/evaluate-condition.ts';
import { project } from '../expressions/projection.ts';
import { keyAttributes, type IndexSchema, type TableSchema } from '../table-schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';
import type { ItemIndex } from './item-index.ts';
import { lastKeyOf } from './keys.ts';

const PAGE_BYTES = 1024 * 1024;

/** Places in an order, from `start` on, as long as `isWithin`. */
export interface Walk {
  readonly order: ItemIndex;
  readonly start: number;
  readonly step: 1 | -1;
  readonly isWithin: (place: number) => boolean;
}

export interface PageOptions {
  readonly schema: TableSchema;
  readonly index: IndexSchema | undefined;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
  readonly limit: number;
  /** Local indexes fetch from the table what they do not hold. */
  readonly fetchesAll: boolean;
}

export interface Page {
  readonly items: readonly Item[];
  readonly scannedCount: number;
  readonly bytes: number;
  readonly last: Item | undefined;
}

export function readLimit(params: Params): number {
  const limit = numberOf(params, 'Limit');
  if (limit === undefined) return Infinity;
  if (limit >= 1) return limit;
  throw constraint(String(limit), 'limit', 'Member must have value greater than or equal to 1');
}

/** What the index holds of the item. */
function heldBy({ schema, index, fetchesAll }: PageOptions, item: Item): Item {
  if (!index || index.projection === 'ALL' || fetchesAll) return item;
  const names = [...keyAttributes(schema), ...keyAttributes(index)].map(({ name }) => name);
  return project(
    item,
    [...new Set([...names, ...index.included])].map((name) => [name]),
  );
}

/** Up to the limit, 1 MB or the end, whichever comes first; both count what is read, not what the filter leaves. */
export function readPage({ order, start, step, isWithin }: Walk, options: PageOptions): Page {
  const { schema, index, filter, paths, limit } = options;
  const items: Item[] = [];
  let [bytes, scannedCount] = [0, 0];
  let last: Item | undefined;
  for (let place = start; isWithin(place); place = order.next(place, step)) {
    const { item } = order.at(place) as { item: Item };
    const held = heldBy(options, item);
    const size = itemBytes(held);
    const isFull = scannedCount > 0 && bytes + size > PAGE_BYTES;
    if (isFull) return { items, scannedCount, bytes, last: last && lastKeyOf(schema, index, last) };
    [bytes, scannedCount, last] = [bytes + size, scannedCount + 1, item];
    if (meets(held, filter)) items.push(project(held, paths));
    if (scannedCount >= limit) return { items, scannedCount, bytes, last: lastKeyOf(schema, index, item) };
  }
  return { items, scannedCount, bytes, last: undefined };
}

const SELECTS = ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'];

/** How `Select`, the projection and the index go together. */
export function readSelect(
  params: Params,
  index: IndexSchema | undefined,
  paths: readonly Path[] | undefined,
): { readonly countsOnly: boolean; readonly fetchesAll: boolean } {
  const select = stringOf(params, 'Select');
  if (select !== undefined && !SELECTS.includes(select)) {
    throw constraint(select, 'select', `Member must satisfy enum value set: [${SELECTS.join(', ')}]`);
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && !index) {
    throw invalidValues('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (paths && select !== undefined && select !== 'SPECIFIC_ATTRIBUTES') {
    throw validation(
      `Cannot specify the ProjectionExpression when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`,
    );
  }
  if (!paths && select === 'SPECIFIC_ATTRIBUTES') {
    throw validation(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (select === 'ALL_ATTRIBUTES' && index?.kind === 'global' && index.projection !== 'ALL') {
    throw invalidValues(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const fetchesAll = index?.kind === 'local' && (select === 'ALL_ATTRIBUTES' || paths !== undefined);
  return { countsOnly: select === 'COUNT', fetchesAll };
}

/** A global index cannot show what it does not hold. */
export function checkProjected(
  schema: TableSchema,
  index: IndexSchema | undefined,
  paths: readonly Path[] | undefined,
): void {
  if (index?.kind !== 'global' || index.projection === 'ALL' || !paths) return;
  const held = [...keyAttributes(schema), ...keyAttributes(index)].map(({ name }) => name).concat(index.included);
  const lacking = paths.map(([name]) => String(name)).filter((name) => !held.includes(name));
  if (lacking.length === 0) return;
  throw invalidValues(`Global secondary index ${index.name} does not project [${lacking.join(', ')}]`);
}
