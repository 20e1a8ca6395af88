import { createHash, hash } from 'node:crypto';
import type { FileEntry } from '../collect/file-entry.ts';
import type { IndexRow } from './entry-index.ts';
import { EXECUTABLE_MODE, FILE_MODE, LINK_MODE } from './zip-format.ts';

/** What writing a zip has learnt about its entries, in their order. */
export interface WrittenZip {
  readonly zippedBytes: number;
  readonly digests: readonly EntryDigest[];
  /** Where the packed contents lie, for the next zip; empty when it is not worth it. */
  readonly rows: readonly IndexRow[];
}

export interface EntryDigest {
  readonly path: string;
  /** Hex, of the uncompressed content; undefined of a link. */
  readonly sha256: string | undefined;
}

/** Lambda reads code as another user: what a strict umask left unreadable would fail there only. */
export function modeOf(entry: FileEntry): number {
  if (entry.from.kind === 'link') return LINK_MODE;
  return entry.executable ? EXECUTABLE_MODE : FILE_MODE;
}

/** Hex sha256 over path, kind, mode and content of every entry, in order: what a zip holds, whatever zlib makes of it. */
export function contentDigest(entries: readonly FileEntry[], sha256Of: (entry: FileEntry) => string): string {
  const all = createHash('sha256');
  for (const entry of entries) {
    const { path, from, executable } = entry;
    const kind = from.kind === 'link' ? 'l' : executable ? 'x' : '-';
    const sha256 = from.kind === 'link' ? hash('sha256', from.target, 'hex') : sha256Of(entry);
    all.update(`${path}\0${kind}\0${sha256}\n`);
  }
  return all.digest('hex');
}
