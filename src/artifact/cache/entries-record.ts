import type { FileEntry } from '../collect/file-entry.ts';
import type { CacheFolder } from './cache-folder.ts';
import { readSealed, writeSealed } from './sealed-json.ts';
import { RACY_MS, changedAtMs } from './stat-key.ts';

/** A zip in the cache. */
export interface ZipFacts {
  /** Hex. */
  readonly sha256: string;
  /** Of the same bytes: a zip that was cut short or changed in the cache is noticed. */
  readonly crc32: number;
  readonly contentDigest: string;
  readonly zippedBytes: number;
  readonly unzippedBytes: number;
  readonly fileCount: number;
}

/** What was zipped under a name the last time: the same files again cost one comparison. */
export interface EntriesRecord {
  /** See `stateOf`. Empty: not to be trusted. */
  readonly state: string;
  readonly zip: ZipFacts;
}

/** State on disk -> content, of every file: when one changes, the others need not be read. */
export type KnownContents = Readonly<Record<string, { readonly stat: string; readonly sha256: string }>>;

/** Of more text than this only the hash is kept: it is compared faster than the text is read. */
const LONG_STATE = 16 * 1024;

/** Path, mode and state of every entry: equal means that none has changed. */
export async function stateOf(entries: readonly FileEntry[]): Promise<string> {
  let text = '';
  for (const { path, executable, from } of entries) {
    const state = from.kind === 'disk' ? from.stat : from.kind === 'memory' ? from.sha256 : from.target;
    text += `${path}\0${executable ? 'x' : '-'}${from.kind}\0${state}\n`;
  }
  if (text.length < LONG_STATE) return text;
  const { hash } = await import('node:crypto');
  return hash('sha256', text, 'base64url');
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
