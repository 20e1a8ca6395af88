import { sumBytes, type FileEntry } from '../collect/file-entry.ts';

/**
 * `small`: archiver, everything in memory. `tree`: own container, read and deflated piece by piece.
 * Depends on nothing but the entries, since it decides about the bytes.
 */
export type ZipWriter = 'small' | 'tree';

/** Measured: up to some fifty entries archiver's cost per entry is lost in the noise (see `scripts/bench/packaging.mjs`). */
const SMALL_FILES = 48;
const SMALL_BYTES = 16 * 1024 * 1024;

export function chooseWriter(entries: readonly FileEntry[]): ZipWriter {
  const isSmall = entries.length <= SMALL_FILES && sumBytes(entries) <= SMALL_BYTES;
  return isSmall && entries.every(isPlain) ? 'small' : 'tree';
}

// Archiver rewrites `C:name` and backslashes, as they would be paths on Windows, and stamps links with the time of day.
function isPlain({ path, from }: FileEntry): boolean {
  return from.kind !== 'link' && !/[\\:]/.test(path);
}
