import { availableParallelism } from 'node:os';
import { sumBytes, type FileEntry } from '../collect/file-entry.ts';
import { runHere, runInThreads, type DeflateRunner } from './deflate-pool.ts';
import type { EntryIndex } from './entry-index.ts';

/** Below this size starting threads costs more than they give (measured between 7 and 20 MB). */
const THREADED_FROM_BYTES = 12 * 1024 * 1024;
/** More threads than this wait for the one that writes. */
const MOST_THREADS = 8;

/** As many threads as are worth it for these entries; none for a few megabytes. */
export async function openRunner(
  entries: readonly FileEntry[],
  indexes: readonly EntryIndex[],
): Promise<DeflateRunner> {
  const rows = indexes.map((index) => index.rows);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  return sumBytes(entries) < THREADED_FROM_BYTES || threads < 2 ? runHere(rows) : runInThreads(rows, threads);
}
