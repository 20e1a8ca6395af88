import { utimesSync } from 'node:fs';
import type { CacheFolder } from '../cache/cache-folder.ts';
import { isRacy, readEntriesRecord, stateOf, writeEntriesRecord, type ZipFacts } from '../cache/entries-record.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import type { InTurn } from '../pack/turns.ts';
import { checksumFile } from './checksum-file.ts';

export interface ZipRequest {
  /** Under which the state of these entries is remembered: service, function, part. */
  readonly name: readonly string[];
  readonly entries: readonly FileEntry[];
  readonly cache: CacheFolder;
  /** When the files were looked at, before the first of them. */
  readonly lookedAtMs: number;
  readonly inTurn: InTurn;
}

export interface Zipped extends ZipFacts {
  readonly zipPath: string;
  /** Of the entries: equal, and what was worked out about them still holds. */
  readonly state: string;
  /** Nothing was read but the state of the files. */
  readonly reused: boolean;
}

/** The entries' zip, from the cache when they are as they were. */
export async function zipEntries(request: ZipRequest): Promise<Zipped> {
  const { cache, name } = request;
  const state = await stateOf(request.entries);
  const record = readEntriesRecord(cache, name);
  if (record?.state === state && isWhole(cache, record.zip))
    return { ...record.zip, zipPath: cache.zip(record.zip.contentDigest), state, reused: true };
  const { zipAnew } = await import('../anew.ts');
  const zip = await zipAnew(request);
  const trusted = !isRacy(request.entries, request.lookedAtMs);
  writeEntriesRecord(cache, name, { state: trusted ? state : '', zip });
  return { ...zip, zipPath: cache.zip(zip.contentDigest), state: trusted ? state : '', reused: false };
}

/** Marks it as used, since what is not used is removed some day. */
function isWhole(cache: CacheFolder, zip: ZipFacts): boolean {
  const path = cache.zip(zip.contentDigest);
  if (checksumFile(path) !== zip.crc32) return false;
  const now = new Date();
  utimesSync(path, now, now);
  return true;
}
