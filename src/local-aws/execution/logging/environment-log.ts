import type { LogEvent, LogSink } from '../../kernel/world.ts';
import { LOG_TAIL_BYTES } from '../limits.ts';
import { LineSplitter } from './line-splitter.ts';

/** Of one invocation; what comes above it is counted and dropped, so that a flood fills no disk. */
const KEPT_BYTES = 16 * 1024 * 1024;

export interface LogPlace {
  readonly group: string;
  readonly stream: string;
}

/**
 * The log of one environment. Output and Runtime API are two channels: what a function printed before it answered may be
 * read a moment after its answer, in the same turn of the event loop. So the end of an invocation is written one turn
 * later, and everything after it keeps its place behind it; lines that name the next request are told apart by that.
 */
export class EnvironmentLog {
  readonly #append: LogSink['append'];
  readonly #place: LogPlace;
  readonly #splitter = new LineSplitter();
  #events: LogEvent[] = [];
  #tail: string | undefined;
  #keptBytes = 0;
  #droppedBytes = 0;
  #later: (() => void)[] = [];
  /** The invocation that has begun while the end of the one before is not written yet. */
  #next: string | undefined;

  constructor(append: LogSink['append'], place: LogPlace) {
    this.#append = append;
    this.#place = place;
  }

  /** Output of the process. */
  output(bytes: Buffer): void {
    if (this.#keptBytes > KEPT_BYTES) this.#droppedBytes += bytes.length;
    else {
      this.#keptBytes += bytes.length;
      this.#addOutput(this.#splitter.push(bytes));
    }
    this.#flush();
  }

  /** The first line of an invocation; it goes out with what follows. */
  begin(line: string, { tail, requestId }: { readonly tail: boolean; readonly requestId: string }): void {
    if (this.#later.length > 0) this.#next = requestId;
    this.#inOrder(() => {
      this.#keptBytes = 0;
      this.#tail = tail ? '' : undefined;
      this.#add(line);
    });
  }

  line(line: string): void {
    this.#inOrder(() => {
      this.#add(line);
      this.#flush();
    });
  }

  /** The last lines of an invocation; `then` gets the tail, in base64, when it was asked for. */
  end(lines: () => readonly string[], then?: (tail: string | undefined) => void): void {
    if (this.#later.length === 0) setImmediate(() => this.#settle());
    this.#later.push(() => {
      for (const line of this.#splitter.flush()) this.#add(line);
      if (this.#droppedBytes > 0) this.#add(`[local AWS] ${this.#droppedBytes} bytes more of log were dropped.\n`);
      this.#droppedBytes = 0;
      for (const line of lines()) this.#add(line);
      this.#flush();
      then?.(this.#tail === undefined ? undefined : lastBytes(this.#tail).toString('base64'));
      this.#tail = undefined;
    });
  }

  #settle(): void {
    const later = this.#later;
    this.#later = [];
    this.#next = undefined;
    for (const run of later) run();
  }

  #addOutput(lines: readonly string[]): void {
    const next = this.#next;
    const own = next === undefined ? -1 : lines.findIndex((line) => line.includes(`\t${next}\t`));
    for (const line of own < 0 ? lines : lines.slice(0, own)) this.#add(line);
    if (own < 0) return;
    this.#later.push(() => {
      for (const line of lines.slice(own)) this.#add(line);
      this.#flush();
    });
  }

  #inOrder(run: () => void): void {
    if (this.#later.length > 0) this.#later.push(run);
    else run();
  }

  #add(line: string): void {
    if (line === '') return;
    this.#events.push({ timestamp: Date.now(), message: line });
    if (this.#tail !== undefined) this.#tail = (this.#tail + line).slice(-LOG_TAIL_BYTES);
  }

  #flush(): void {
    if (this.#events.length === 0) return;
    this.#append(this.#place.group, this.#place.stream, this.#events);
    this.#events = [];
  }
}

function lastBytes(text: string): Buffer {
  const bytes = Buffer.from(text);
  return bytes.subarray(Math.max(0, bytes.length - LOG_TAIL_BYTES));
}
