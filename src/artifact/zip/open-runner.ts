import { availableParallelism } from 'node:os';
import { sumBytes, type FileEntry } from '../collect/file-entry.ts';
import { runHere, startThreads, type DeflatePool, type DeflateRunner } from './deflate-pool.ts';
import type { EntryIndex } from './entry-index.ts';

/** Below this size starting threads costs more than they give (measured between 7 and 20 MB). */
const THREADED_FROM_BYTES = 12 * 1024 * 1024;
/** More threads than this wait for the one that writes. */
const MOST_THREADS = 8;

/** As many threads as are worth it; on a machine with one processor none. */
export async function startPool(): Promise<DeflatePool> {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  return threads < 2 ? { use: runHere, close: async () => {} } : startThreads(threads);
}

/** Threads for many megabytes, none for a few. */
export async function openRunner(
  entries: readonly FileEntry[],
  indexes: readonly EntryIndex[],
  pool: () => Promise<DeflatePool>,
): Promise<DeflateRunner> {
  const rows = indexes.map((index) => index.rows);
  return sumBytes(entries) < THREADED_FROM_BYTES ? runHere(rows) : (await pool()).use(rows);
}
