import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Journal, PRIVATE, readJournal } from './journal.ts';

/** Rows are values: change one by setting a new one. What is not set is not kept. */
export interface Table<Row> {
  readonly get: (key: string) => Row | undefined;
  readonly has: (key: string) => boolean;
  readonly set: (key: string, row: Row) => void;
  readonly delete: (key: string) => boolean;
  /** In insertion order. */
  readonly values: () => Row[];
  readonly keys: () => string[];
}

/** What a part sees of the store: tables of its own account and region. */
export interface Tables {
  readonly table: <Row>(name: string) => Table<Row>;
  /**
   * Changes that hold together, in one line of the journal: a kill leaves all of them or none. Rows are as before when `work` throws
   * or the line cannot be written; what the caller keeps of them elsewhere is the caller's to forget.
   */
  readonly together: <Result>(work: () => Result) => Result;
}

type Entry = readonly [table: string, key: string, row: unknown];

/** What was changed in one go, and how it was before. */
interface Batch {
  readonly entries: Entry[];
  readonly undo: (() => void)[];
}

interface SavedState {
  readonly schema: number;
  readonly tables: Record<string, [string, unknown][]>;
}

/** Raised when rows change their form in a way that an older local AWS could not read. */
const SCHEMA = 2;
/** The journal is folded when it outgrows this and the state itself, so that folding stays a small part of all writing. */
const FOLD_AFTER_BYTES = 8 * 1024 * 1024;

/**
 * All state as named tables of JSON rows. Every change is appended to a journal before the operation answers, so that
 * kill -9 loses nothing that was answered; the journal is folded into `state.json` at start and when it grows.
 * One process per folder: the daemon's lock sees to it.
 */
export class Store implements Tables {
  readonly #tables = new Map<string, Map<string, unknown>>();
  readonly #dir: string;
  #journal: Journal;
  #stateBytes = 0;
  #batch: Batch | undefined;

  /** Throws when the state was written by a newer local AWS, or is damaged. */
  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#load();
    this.#journal = this.#fold();
  }

  table<Row>(name: string): Table<Row> {
    const rows = this.#rows(name) as Map<string, Row>;
    return {
      get: (key) => rows.get(key),
      has: (key) => rows.has(key),
      set: (key, row) => {
        this.#append([name, key, row], rows);
        rows.set(key, row);
      },
      delete: (key) => {
        if (!rows.has(key)) return false;
        this.#append([name, key, null], rows);
        return rows.delete(key);
      },
      values: () => [...rows.values()],
      keys: () => [...rows.keys()],
    };
  }

  together<Result>(work: () => Result): Result {
    if (this.#batch) return work();
    this.#foldIfGrown();
    const batch: Batch = (this.#batch = { entries: [], undo: [] });
    try {
      const result = work();
      if (batch.entries.length > 0) this.#journal.append(JSON.stringify(batch.entries));
      return result;
    } catch (error) {
      for (const undo of batch.undo.toReversed()) undo();
      throw error;
    } finally {
      this.#batch = undefined;
    }
  }

  /** Names of all tables that hold rows. */
  names(): string[] {
    return [...this.#tables].filter(([, rows]) => rows.size > 0).map(([name]) => name);
  }

  close(): void {
    this.#journal.close();
    this.#fold().close();
  }

  #rows(name: string): Map<string, unknown> {
    const existing = this.#tables.get(name);
    if (existing) return existing;
    const rows = new Map<string, unknown>();
    this.#tables.set(name, rows);
    return rows;
  }

  /** Before the row changes: a change that could not be written did not happen. */
  #append(entry: Entry, rows: Map<string, unknown>): void {
    if (!this.#batch) {
      this.#foldIfGrown();
      this.#journal.append(JSON.stringify(entry));
      return;
    }
    const [, key] = entry;
    const before = rows.get(key);
    this.#batch.entries.push(entry);
    this.#batch.undo.push(rows.has(key) ? () => rows.set(key, before) : () => rows.delete(key));
  }

  /** Never within a batch: the state would hold what may still be taken back. */
  #foldIfGrown(): void {
    if (this.#journal.bytes <= Math.max(FOLD_AFTER_BYTES, 2 * this.#stateBytes)) return;
    this.#journal.close();
    this.#journal = this.#fold();
  }

  #load(): void {
    const path = join(this.#dir, 'state.json');
    if (existsSync(path)) {
      const saved = JSON.parse(readFileSync(path, 'utf8')) as SavedState;
      if (saved.schema > SCHEMA) {
        throw new Error(
          `${path} has schema ${saved.schema}; this local AWS knows ${SCHEMA}. Use the newer one, or remove it.`,
        );
      }
      for (const [name, rows] of Object.entries(saved.tables)) this.#tables.set(name, new Map(rows));
    }
    const lines = readJournal(join(this.#dir, 'journal.ndjson')) as (Entry | Entry[])[];
    for (const [name, key, row] of lines.flatMap((line) => (isBatch(line) ? line : [line]))) {
      if (row === null) this.#rows(name).delete(key);
      else this.#rows(name).set(key, row);
    }
  }

  /** Writes everything to `state.json` by rename and answers a fresh, empty journal; replaying the old one would change nothing. */
  #fold(): Journal {
    const temporary = join(this.#dir, 'state.json.tmp');
    const tables = Object.fromEntries([...this.#tables].map(([name, rows]) => [name, [...rows]]));
    this.#stateBytes = writeDurably(temporary, JSON.stringify({ schema: SCHEMA, tables } satisfies SavedState));
    renameSync(temporary, join(this.#dir, 'state.json'));
    return new Journal(join(this.#dir, 'journal.ndjson'));
  }
}

function isBatch(line: Entry | Entry[]): line is Entry[] {
  return typeof line[0] !== 'string';
}

/** On the disk before the rename, or a power cut could leave an empty file under the good name. Answers its bytes. */
function writeDurably(path: string, text: string): number {
  const bytes = Buffer.from(text);
  const file = openSync(path, 'w', PRIVATE);
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
  fsyncSync(file);
  closeSync(file);
  return bytes.length;
}
