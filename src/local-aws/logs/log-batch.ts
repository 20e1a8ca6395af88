import type { KeptLogEvent, LogEvent, LogStreamTimes } from '../kernel/world.ts';
import { eventsIn, toLine } from './log-lines.ts';

const FIRST_BYTES = 8 * 1024;
/** Of one UTF-16 unit in UTF-8. */
const WIDEST = 3;

/**
 * Events of one stream on their way to its file, as the bytes of their lines: kept as objects until they are written,
 * those of a busy function would be most of what the garbage collector has to move.
 */
export class LogBatch {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #first = Infinity;
  #last = 0;
  #ingested = 0;

  add(event: LogEvent, ingestionTime: number): void {
    const line = toLine(event, ingestionTime);
    this.#makeRoom(line.length * WIDEST);
    this.#length += this.#bytes.write(line, this.#length, 'utf8');
    if (event.timestamp < this.#first) this.#first = event.timestamp;
    if (event.timestamp > this.#last) this.#last = event.timestamp;
    this.#ingested = ingestionTime;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  get times(): LogStreamTimes {
    return { first: this.#first, last: this.#last, ingested: this.#ingested };
  }

  events(): readonly KeptLogEvent[] {
    return eventsIn(this.bytes);
  }

  includes(text: string): boolean {
    return this.bytes.includes(text);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
