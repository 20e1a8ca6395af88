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

/** Written out, because everything waits for it. */
export function comparePositions(left: Position, right: Position): number {
  if (left.partition !== right.partition) return left.partition < right.partition ? -1 : 1;
  if (left.range !== right.range) return left.range < right.range ? -1 : 1;
  if (left.primary === right.primary) return 0;
  return left.primary < right.primary ? -1 : 1;
}

/** Entries move within a chunk only: one array of all would be moved by every write. */
const CHUNK = 1024;

/** How many of the sorted list come before what is looked for. */
function countWhile<T>(list: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * All entries of a table or of one of its indexes, in order. A place is a number that grows with the order; it holds until the
 * next write.
 */
export class ItemIndex {
  #chunks: Entry[][] = [];
  #size: number;

  constructor(entries: Entry[]) {
    const sorted = entries.toSorted(comparePositions);
    this.#size = sorted.length;
    // Half full, so that the next writes find room.
    for (let at = 0; at < sorted.length; at += CHUNK / 2) this.#chunks.push(sorted.slice(at, at + CHUNK / 2));
  }

  get size(): number {
    return this.#size;
  }

  /** Counted when asked for. */
  get bytes(): number {
    return this.#chunks.flat().reduce((sum, { item }) => sum + itemBytes(item), 0);
  }

  /** The place after the last. */
  get end(): number {
    return this.#chunks.length * CHUNK;
  }

  /** In place of the entry at the same position, if there is one. */
  put(entry: Entry): void {
    const place = this.firstFrom(entry);
    const found = this.at(place);
    if (found && comparePositions(found, entry) === 0) {
      (this.#chunks[Math.floor(place / CHUNK)] as Entry[])[place % CHUNK] = entry;
      return;
    }
    this.#insert(entry);
    this.#size++;
  }

  remove(position: Position): void {
    const place = this.firstFrom(position);
    const found = this.at(place);
    if (!found || comparePositions(found, position) !== 0) return;
    const index = Math.floor(place / CHUNK);
    const chunk = this.#chunks[index] as Entry[];
    chunk.splice(place % CHUNK, 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
    this.#size--;
  }

  at(place: number): Entry | undefined {
    return place < 0 ? undefined : this.#chunks[Math.floor(place / CHUNK)]?.[place % CHUNK];
  }

  /** The place beside it; -1 before the first. */
  next(place: number, step: 1 | -1): number {
    const index = Math.floor(place / CHUNK);
    const offset = (place % CHUNK) + step;
    if (offset >= 0 && offset < (this.#chunks[index]?.length ?? 0)) return place + step;
    if (step === 1) return (index + 1) * CHUNK;
    const before = this.#chunks[index - 1];
    return before ? (index - 1) * CHUNK + before.length - 1 : -1;
  }

  /** The place of the first entry that is not before the position. */
  firstFrom(position: Position): number {
    return this.#search((entry) => comparePositions(entry, position) < 0);
  }

  /** The place of the first entry after the position. */
  firstAfter(position: Position): number {
    return this.#search((entry) => comparePositions(entry, position) <= 0);
  }

  #search(isBefore: (entry: Entry) => boolean): number {
    // The first chunk whose last entry is not before it holds it.
    const index = countWhile(this.#chunks, (chunk) => isBefore(chunk.at(-1) as Entry));
    const chunk = this.#chunks[index];
    return chunk ? index * CHUNK + countWhile(chunk, isBefore) : this.end;
  }

  #insert(entry: Entry): void {
    const isBefore = (other: Entry): boolean => comparePositions(other, entry) < 0;
    const index = Math.min(
      countWhile(this.#chunks, (chunk) => isBefore(chunk.at(-1) as Entry)),
      Math.max(0, this.#chunks.length - 1),
    );
    const chunk = this.#chunks[index];
    if (!chunk) this.#chunks.push([entry]);
    else {
      chunk.splice(countWhile(chunk, isBefore), 0, entry);
      if (chunk.length >= CHUNK) this.#chunks.splice(index, 1, chunk.slice(0, CHUNK / 2), chunk.slice(CHUNK / 2));
    }
  }
}
