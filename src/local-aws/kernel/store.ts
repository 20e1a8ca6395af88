import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
  closeSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

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
}

type Entry = readonly [table: string, key: string, row: unknown];

const COMPACT_AFTER_ENTRIES = 20_000;

/**
 * All state as named tables of JSON rows. Every change is appended to a journal before the operation answers, so that
 * kill -9 loses nothing that was answered; the journal is folded into `state.json` at start and when it grows.
 */
export class Store implements Tables {
  readonly #tables = new Map<string, Map<string, unknown>>();
  readonly #dir: string;
  #journal: number;
  #entries = 0;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#load();
    this.#journal = this.#compact();
  }

  table<Row>(name: string): Table<Row> {
    const rows = this.#rows(name) as Map<string, Row>;
    return {
      get: (key) => rows.get(key),
      has: (key) => rows.has(key),
      set: (key, row) => {
        rows.set(key, row);
        this.#append([name, key, row]);
      },
      delete: (key) => {
        const had = rows.delete(key);
        if (had) this.#append([name, key, null]);
        return had;
      },
      values: () => [...rows.values()],
      keys: () => [...rows.keys()],
    };
  }

  /** Names of all tables that hold rows. */
  names(): string[] {
    return [...this.#tables].filter(([, rows]) => rows.size > 0).map(([name]) => name);
  }

  close(): void {
    closeSync(this.#compact());
  }

  #rows(name: string): Map<string, unknown> {
    const existing = this.#tables.get(name);
    if (existing) return existing;
    const rows = new Map<string, unknown>();
    this.#tables.set(name, rows);
    return rows;
  }

  #append(entry: Entry): void {
    writeSync(this.#journal, `${JSON.stringify(entry)}\n`);
    if (++this.#entries > COMPACT_AFTER_ENTRIES) this.#journal = this.#compact();
  }

  #load(): void {
    const state = join(this.#dir, 'state.json');
    if (existsSync(state)) {
      const saved = JSON.parse(readFileSync(state, 'utf8')) as Record<string, [string, unknown][]>;
      for (const [name, rows] of Object.entries(saved)) this.#tables.set(name, new Map(rows));
    }
    const journal = join(this.#dir, 'journal.ndjson');
    if (!existsSync(journal)) return;
    for (const line of readFileSync(journal, 'utf8').split('\n')) this.#replay(line);
  }

  /** A last line that was cut off by a kill was never answered: it is dropped. */
  #replay(line: string): void {
    if (!line) return;
    let entry: Entry;
    try {
      entry = JSON.parse(line) as Entry;
    } catch {
      return;
    }
    const [name, key, row] = entry;
    if (row === null) this.#rows(name).delete(key);
    else this.#rows(name).set(key, row);
  }

  /** Writes everything to `state.json` by rename and answers a fresh, empty journal. */
  #compact(): number {
    const temporary = join(this.#dir, 'state.json.tmp');
    writeFileSync(
      temporary,
      JSON.stringify(Object.fromEntries([...this.#tables].map(([name, rows]) => [name, [...rows]]))),
    );
    renameSync(temporary, join(this.#dir, 'state.json'));
    if (this.#entries > 0) closeSync(this.#journal);
    this.#entries = 0;
    const journal = join(this.#dir, 'journal.ndjson');
    writeFileSync(journal, '');
    return openSync(journal, 'a');
  }
}
