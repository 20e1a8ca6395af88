import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';

/** Where an entry stands: by partition in an order of their hashes, then by range, then by the item's primary key. */
export interface Position {
  readonly partition: string;
  readonly range: string;
  readonly primary: string;
}

export interface Entry extends Position {
  readonly item: Item;
}

function compare(left: Position, right: Position): number {
  for (const part of ['partition', 'range', 'primary'] as const) {
    if (left[part] !== right[part]) return left[part] < right[part] ? -1 : 1;
  }
  return 0;
}

/** All entries of a table or of one of its indexes, in order. */
export class ItemIndex {
  #entries: Entry[];

  constructor(entries: Entry[]) {
    this.#entries = entries.toSorted(compare);
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Counted when asked for. */
  get bytes(): number {
    return this.#entries.reduce((sum, { item }) => sum + itemBytes(item), 0);
  }

  /** In place of the entry at the same position, if there is one. */
  put(entry: Entry): void {
    const at = this.firstFrom(entry);
    const found = this.#entries[at];
    this.#entries.splice(at, found && compare(found, entry) === 0 ? 1 : 0, entry);
  }

  remove(position: Position): void {
    const at = this.firstFrom(position);
    const found = this.#entries[at];
    if (found && compare(found, position) === 0) this.#entries.splice(at, 1);
  }

  at(place: number): Entry | undefined {
    return this.#entries[place];
  }

  /** The place of the first entry that is not before the position. */
  firstFrom(position: Position): number {
    return this.#search((entry) => compare(entry, position) < 0);
  }

  /** The place of the first entry after the position. */
  firstAfter(position: Position): number {
    return this.#search((entry) => compare(entry, position) <= 0);
  }

  #search(isBefore: (entry: Entry) => boolean): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#entries[middle] as Entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
