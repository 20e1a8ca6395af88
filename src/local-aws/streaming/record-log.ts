import type { Table } from '../kernel/store.ts';

export interface LogRecord<Data> {
  readonly sequence: string;
  /** Epoch ms: when it came. */
  readonly at: number;
  readonly data: Data;
}

/** Room for a million records in a millisecond, and for 19 digits until the year 2286. */
const PER_MS = 1_000_000n;
const DIGITS = 19;

/** Before every record. */
export const HORIZON = '';

/**
 * The records of one shard in the order they came. Sequence numbers are all of one length, so that text sorts as they do;
 * they begin with the time, so that they grow even when all before them is gone.
 */
export class RecordLog<Data> {
  readonly #rows: Table<LogRecord<Data>>;
  readonly #prefix: string;
  #sequences: string[];
  #last = 0n;

  /** `prefix`: digits that each sequence number of the shard begins with. */
  constructor(rows: Table<LogRecord<Data>>, prefix: string) {
    this.#rows = rows;
    this.#prefix = prefix;
    this.#sequences = rows.keys();
    const last = this.#sequences.at(-1);
    if (last !== undefined) this.#last = BigInt(last.slice(prefix.length));
  }

  append(data: Data, now: number): LogRecord<Data> {
    const first = BigInt(now) * PER_MS;
    this.#last = first > this.#last ? first : this.#last + 1n;
    const record = { sequence: this.#format(this.#last), at: now, data };
    this.#rows.set(record.sequence, record);
    this.#sequences.push(record.sequence);
    return record;
  }

  /** Those after `after`, the oldest first. */
  read(after: string, limit: number): readonly LogRecord<Data>[] {
    const start = this.#countUpTo(after);
    const wanted = this.#sequences.slice(start, start + limit);
    return wanted.map((sequence) => this.#rows.get(sequence) as LogRecord<Data>);
  }

  has(sequence: string): boolean {
    return this.#rows.has(sequence);
  }

  /** After all that is there, and before all that will come. */
  tip(now: number): string {
    const before = BigInt(now) * PER_MS - 1n;
    return this.#format(before > this.#last ? before : this.#last);
  }

  /** Right before the first record of that time or later. */
  before(time: number, now: number): string {
    const index = this.#sequences.findIndex((sequence) => (this.#rows.get(sequence)?.at ?? 0) >= time);
    if (index < 0) return this.tip(now);
    return index === 0 ? HORIZON : (this.#sequences[index - 1] as string);
  }

  /** The first number there can be from that time on. */
  sequenceAt(time: number): string {
    return this.#format(BigInt(time) * PER_MS);
  }

  /** Forgets what is older. */
  trim(olderThan: number): void {
    let count = 0;
    for (const sequence of this.#sequences) {
      if ((this.#rows.get(sequence)?.at ?? 0) >= olderThan) break;
      this.#rows.delete(sequence);
      count++;
    }
    if (count > 0) this.#sequences = this.#sequences.slice(count);
  }

  clear(): void {
    for (const sequence of this.#sequences) this.#rows.delete(sequence);
    this.#sequences = [];
  }

  #format(number: bigint): string {
    return this.#prefix + String(number).padStart(DIGITS, '0');
  }

  #countUpTo(after: string): number {
    let low = 0;
    let high = this.#sequences.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sequences[middle] as string) <= after) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
