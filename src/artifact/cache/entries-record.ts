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
  /** See `KeptZip`. */
  readonly seen: string;
}

/** State on disk -> content, of every file: when one changes, the others need not be read. */
export type KnownContents = ReadonlyMap<string, { readonly stat: string; readonly sha256: string }>;

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
  const text = cache.reads ? (readSealed(cache.record('contents', ...name)) as string | undefined) : undefined;
  return new Map((text?.split('\n') ?? []).map(toKnown));
}

function toKnown(line: string): [string, { readonly stat: string; readonly sha256: string }] {
  const [afterSha256, afterStat] = [line.indexOf(' '), line.indexOf(' ', line.indexOf(' ') + 1)];
  const [sha256, stat] = [line.slice(0, afterSha256), line.slice(afterSha256 + 1, afterStat)];
  return [line.slice(afterStat + 1), { stat, sha256 }];
}

export function writeKnownContents(
  cache: CacheFolder,
  name: readonly string[],
  entries: readonly FileEntry[],
  sha256Of: ReadonlyMap<string, string>,
  lookedAtMs: number,
): void {
  let text = '';
  for (const { path, from } of entries) {
    const sha256 = sha256Of.get(path);
    const isKnown = from.kind === 'disk' && sha256 !== undefined && changedAtMs(from.stat) <= lookedAtMs - RACY_MS;
    // A line each, which is written faster than a record in JSON each. A path of two lines is left out.
    if (isKnown && !path.includes('\n')) text += `${sha256} ${from.stat} ${path}\n`;
  }
  writeSealed(cache.record('contents', ...name), text);
}
