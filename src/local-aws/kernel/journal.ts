import { closeSync, existsSync, fchmodSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Environment variables are in it, with their values: nobody else on this machine reads them. */
export const PRIVATE = 0o600;

/** A file of lines, each appended whole or not at all. */
export class Journal {
  readonly #file: number;
  readonly #path: string;
  #bytes = 0;

  /** Begins an empty journal. */
  constructor(path: string) {
    this.#path = path;
    // `a` would keep old lines; positions are passed, so that a failed line can be cut off again.
    this.#file = openSync(path, 'w', PRIVATE);
    // One that is there already keeps its mode.
    fchmodSync(this.#file, PRIVATE);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Throws when the line cannot be written (disk full); the journal is then as it was. */
  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(this.#file, bytes, written, bytes.length - written, this.#bytes + written);
      }
    } catch (cause) {
      this.#cut();
      throw new Error(`Nothing was changed: ${this.#path} cannot be written (${(cause as Error).message}).`, { cause });
    }
    this.#bytes += bytes.length;
  }

  /** Lines are written at their positions: a leftover that cannot be cut off is written over. */
  #cut(): void {
    try {
      ftruncateSync(this.#file, this.#bytes);
    } catch {
      return; // The next line, or the next start, deals with it.
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * The entries of a journal that may end in half a line: what was cut off by a kill was never answered.
 * Throws when any other line cannot be read.
 */
export function readJournal(path: string): unknown[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const torn = lines.pop();
  const entries = lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (cause) {
      throw new Error(`Line ${index + 1} of ${path} is damaged; remove the state's folder to begin anew.`, { cause });
    }
  });
  const last = torn ? parseTorn(torn) : undefined;
  return last === undefined ? entries : [...entries, last];
}

function parseTorn(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined; // Cut off in the middle.
  }
}
