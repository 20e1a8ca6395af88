import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One request to the control planes; no header and no signature is kept. */
export interface LoggedRequest {
  /** ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  readonly accountId: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly writes: boolean;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Names of the fault rules that struck. */
  readonly faults?: readonly string[];
}

const KEPT = 2000;
const FILE_BYTES = 8 * 1024 * 1024;
const WRITE_AFTER_MS = 250;

/** The last requests in memory, all of them in `requests.ndjson`, which is set aside once when it grows. */
export class RequestLog {
  readonly #file: string;
  #recent: LoggedRequest[] = [];
  #unwritten: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writeError: string | undefined;

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#file = join(dir, 'requests.ndjson');
  }

  add(request: LoggedRequest): void {
    this.#recent.push(request);
    if (this.#recent.length > 2 * KEPT) this.#recent = this.#recent.slice(-KEPT);
    this.#unwritten.push(JSON.stringify(request));
    this.#timer ??= setTimeout(() => this.flush(), WRITE_AFTER_MS).unref();
  }

  /** Oldest first. */
  recent(): readonly LoggedRequest[] {
    return this.#recent.slice(-KEPT);
  }

  /** Why the file is not complete, if it is not. */
  get writeError(): string | undefined {
    return this.#writeError;
  }

  clear(): void {
    this.#recent = [];
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#unwritten.length === 0) return;
    const lines = `${this.#unwritten.join('\n')}\n`;
    this.#unwritten = [];
    try {
      const size = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > FILE_BYTES) renameSync(this.#file, `${this.#file}.1`);
      appendFileSync(this.#file, lines);
    } catch (error) {
      this.#writeError = (error as Error).message; // A full disk must not stop the server; memory still has them.
    }
  }
}
