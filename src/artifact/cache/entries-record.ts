import { createHash } from 'node:crypto';
import type { FileEntry } from '../collect/file-entry.ts';
import type { CacheFolder } from './cache-folder.ts';
import { readSealed, writeSealed } from './sealed-json.ts';
import { RACY_MS, changedAtMs } from './stat-key.ts';

/** A zip in the cache. */
export interface ZipFacts {
  /** Hex. */
  readonly sha256: string;
  readonly contentDigest: string;
  readonly zippedBytes: number;
  readonly unzippedBytes: number;
  readonly fileCount: number;
}

/** What was zipped under a name the last time: the same files again cost one comparison. */
export interface EntriesRecord {
  /** Over path, mode, and state on disk or content, of every entry. Empty: not to be trusted. */
  readonly stateDigest: string;
  readonly zip: ZipFacts;
}

/** State on disk -> content, of every file: when one changes, the others need not be read. */
export type KnownContents = Readonly<Record<string, { readonly stat: string; readonly sha256: string }>>;

/** One hash over the state of thousands of files is compared faster than their states are parsed. */
export function stateDigest(entries: readonly FileEntry[]): string {
  const all = createHash('sha256');
  let text = '';
  for (const { path, executable, from } of entries) {
    const state = from.kind === 'disk' ? from.stat : from.kind === 'memory' ? from.sha256 : from.target;
    text += `${path}\0${executable ? 'x' : '-'}${from.kind}\0${state}\n`;
  }
  return all.update(text).digest('hex');
}

/** Whether a file could be written to again without its state moving, seen from the time it was looked at. */
export function isRacy(entries: readonly FileEntry[], lookedAtMs: number): boolean {
  return entries.some(({ from }) => from.kind === 'disk' && changedAtMs(from.stat) > lookedAtMs - RACY_MS);
}

export function readEntriesRecord(cache: CacheFolder, name: readonly string[]): EntriesRecord | undefined {
  return cache.reads ? (readSealed(cache.record('entries', ...name)) as EntriesRecord | undefined) : undefined;
}

export function writeEntriesRecord(cache: CacheFolder, name: readonly string[], record: EntriesRecord): void {
  writeSealed(cache.record('entries', ...name), record);
}

export function readKnownContents(cache: CacheFolder, name: readonly string[]): KnownContents {
  return cache.reads ? ((readSealed(cache.record('contents', ...name)) as KnownContents | undefined) ?? {}) : {};
}

export function writeKnownContents(
  cache: CacheFolder,
  name: readonly string[],
  entries: readonly FileEntry[],
  sha256Of: ReadonlyMap<string, string>,
  lookedAtMs: number,
): void {
  const known = entries.flatMap(({ path, from }) => {
    const sha256 = sha256Of.get(path);
    if (from.kind !== 'disk' || sha256 === undefined) return [];
    return changedAtMs(from.stat) > lookedAtMs - RACY_MS ? [] : [[path, { stat: from.stat, sha256 }] as const];
  });
  writeSealed(cache.record('contents', ...name), Object.fromEntries(known));
}
