import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import type { TableRow } from '../table-rows.ts';
import { readSchema, type IndexSchema, type TableSchema } from '../table-schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';
import { comparePositions, ItemIndex, type Entry } from './item-index.ts';
import { positionOf, primaryOf } from './keys.ts';

/** The items of one table with their orders, loaded from the store once. */
export class LiveTable {
  readonly schema: TableSchema;
  readonly #rows: Table<Item>;
  readonly #primary: ItemIndex;
  readonly #indexes: ReadonlyMap<string, ItemIndex>;
  #bytes = 0;

  constructor(world: World, { id, settings }: TableRow) {
    this.schema = readSchema(settings);
    this.#rows = itemRows(world, id);
    const items = this.#rows.values();
    for (const item of items) this.#bytes += itemBytes(item);
    this.#primary = this.#load(this.schema, items);
    this.#indexes = new Map(this.schema.indexes.map((index) => [index.name, this.#load(index, items)]));
  }

  get itemCount(): number {
    return this.#primary.size;
  }

  get sizeBytes(): number {
    return this.#bytes;
  }

  /** By anything that has the key's attributes. */
  get(key: Item): Item | undefined {
    return this.#rows.get(primaryOf(this.schema, key));
  }

  put(item: Item): void {
    const before = this.get(item);
    this.#rows.set(primaryOf(this.schema, item), item);
    this.#bytes += itemBytes(item) - (before ? itemBytes(before) : 0);
    this.#move(before, item);
  }

  delete(key: Item): void {
    const before = this.get(key);
    if (!before) return;
    this.#rows.delete(primaryOf(this.schema, key));
    this.#bytes -= itemBytes(before);
    this.#move(before, undefined);
  }

  /** Of the table itself, or of one of its indexes. */
  order(index: IndexSchema | undefined): ItemIndex {
    return index === undefined ? this.#primary : (this.#indexes.get(index.name) as ItemIndex);
  }

  /** When the table goes. */
  clear(): void {
    for (const key of this.#rows.keys()) this.#rows.delete(key);
  }

  #move(before: Item | undefined, after: Item | undefined): void {
    for (const schema of [undefined, ...this.schema.indexes]) {
      const order = this.order(schema);
      const from = before && positionOf(schema ?? this.schema, this.schema, before);
      const to = after && positionOf(schema ?? this.schema, this.schema, after);
      if (from && !(to && comparePositions(from, to) === 0)) order.remove(from);
      if (to && after) order.put({ ...to, item: after });
    }
  }

  #load(schema: TableSchema | IndexSchema, items: readonly Item[]): ItemIndex {
    const entries = items.flatMap((item): Entry[] => {
      const position = positionOf(schema, this.schema, item);
      return position ? [{ ...position, item }] : [];
    });
    return new ItemIndex(entries);
  }
}

function itemRows(world: World, tableId: string): Table<Item> {
  return world.store.table<Item>(`dynamodb.items/${tableId}`);
}

const live = new WeakMap<World, Map<string, LiveTable>>();

export function liveTable(world: World, row: TableRow): LiveTable {
  const known = live.get(world) ?? new Map<string, LiveTable>();
  live.set(world, known);
  let table = known.get(row.id);
  if (!table) known.set(row.id, (table = new LiveTable(world, row)));
  return table;
}

/** When the table is deleted, or has other indexes than before. */
export function forgetLiveTable(world: World, { id }: TableRow): void {
  live.get(world)?.delete(id);
}
