import { statSync } from 'node:fs';
import type { CacheFolder } from '../cache/cache-folder.ts';
import type { ZipFacts } from '../cache/entries-record.ts';
import { checkKept, seenNow } from '../cache/kept-zip.ts';
import { readSealed, writeSealed } from '../cache/sealed-json.ts';
import { statKey } from '../cache/stat-key.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { listedEntry } from './listed-entry.ts';
import type { ListedEntry } from './read-directory.ts';
import type { Zipped } from './zip-entries.ts';

export interface Prebuilt {
  /** As if they had been collected, so that sizes and checks treat all functions alike. Links count as files. */
  readonly entries: readonly FileEntry[];
  /** Undefined when what it unpacks to reaches the limit. */
  readonly zipped: Zipped | undefined;
  /** Entries that Lambda, another user, could not read. */
  readonly unreadable: readonly string[];
}

interface PrebuiltRecord {
  readonly stat: string;
  readonly listed: readonly ListedEntry[];
  readonly facts: ZipFacts;
  /** See `KeptZip`. */
  readonly seen: string;
}

/**
 * A zip made by something else, as it is. Every entry is unpacked once to see that it can be; what is uploaded is a copy,
 * so that a build running beside this one cannot exchange it. Throws BROKEN_ZIP.
 */
export async function takePrebuilt(
  path: string,
  cache: CacheFolder,
  options: { readonly name: readonly string[]; readonly limitBytes: number },
): Promise<Prebuilt> {
  const stat = statKey(statSync(path));
  const record = readRecord(cache, options.name);
  if (record?.stat === stat && isWhole(cache, options.name, record))
    return toPrebuilt(record.listed, {
      ...record.facts,
      zipPath: cache.zip(record.facts.sha256),
      state: stat,
      reused: true,
    });
  const { copyInto, inspectZip, listTooLarge } = await import('../anew.ts');
  // Before gigabytes are copied.
  const tooLarge = await listTooLarge(path, options.limitBytes);
  if (tooLarge) return toPrebuilt(tooLarge, undefined);
  const zipPath = await copyInto(cache, path);
  const { listed, facts } = await inspectZip(zipPath, options.limitBytes);
  if (!facts) return toPrebuilt(listed, undefined);
  writeRecord(cache, options.name, { stat, listed, facts, seen: seenNow(zipPath) });
  return toPrebuilt(listed, { ...facts, zipPath, state: stat, reused: false });
}

function readRecord(cache: CacheFolder, name: readonly string[]): PrebuiltRecord | undefined {
  return cache.reads ? (readSealed(cache.record('prebuilt', ...name)) as PrebuiltRecord | undefined) : undefined;
}

function writeRecord(cache: CacheFolder, name: readonly string[], record: PrebuiltRecord): void {
  writeSealed(cache.record('prebuilt', ...name), record);
}

function isWhole(cache: CacheFolder, name: readonly string[], record: PrebuiltRecord): boolean {
  const { facts, seen } = record;
  const now = checkKept(cache.zip(facts.sha256), { crc32: facts.crc32, seen });
  if (now !== undefined && now !== seen) writeRecord(cache, name, { ...record, seen: now });
  return now !== undefined;
}

function toPrebuilt(listed: readonly ListedEntry[], zipped: Zipped | undefined): Prebuilt {
  const files = listed.filter(({ isFolder }) => !isFolder);
  const unreadable = files.filter(({ mode }) => mode !== 0 && (mode & 0o004) === 0).map(({ path }) => path);
  return { entries: files.map(listedEntry), zipped, unreadable };
}
