import type { CacheFolder } from '../cache/cache-folder.ts';
import {
  isRacy,
  readEntriesRecord,
  stateOf,
  writeEntriesRecord,
  type EntriesRecord,
  type ZipFacts,
} from '../cache/entries-record.ts';
import { checkKept, seenNow } from '../cache/kept-zip.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import type { DeflatePool } from './deflate-pool.ts';
import { meanwhile, type InTurn } from '../pack/turns.ts';

export interface ZipRequest {
  /** Under which the state of these entries is remembered: service, function, part. */
  readonly name: readonly string[];
  readonly entries: readonly FileEntry[];
  readonly cache: CacheFolder;
  /** When the files were looked at, before the first of them. */
  readonly lookedAtMs: number;
  readonly inTurn: InTurn;
  /** The threads of this run, started by whoever asks first. */
  readonly pool: () => Promise<DeflatePool>;
  /** Called when they are packed anew, once that is under way in other threads: for what takes long and needs no zip. */
  readonly whilePacking?: () => void;
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
  if (record?.state === state && isWhole(request, record))
    return { ...record.zip, zipPath: cache.zip(record.zip.contentDigest), state, reused: true };
  const zip = await packAnew(request);
  const zipPath = cache.zip(zip.contentDigest);
  const trusted = isRacy(request.entries, request.lookedAtMs) ? '' : state;
  writeEntriesRecord(cache, name, { state: trusted, zip, seen: seenNow(zipPath) });
  return { ...zip, zipPath, state: trusted, reused: false };
}

async function packAnew(request: ZipRequest): Promise<ZipFacts> {
  const { zipAnew } = await import('../anew.ts');
  const packing = zipAnew(request);
  const looking = meanwhile(() => request.whilePacking?.());
  await Promise.allSettled([packing, looking]);
  // Packing says more of a file that cannot be read, which both of them come upon.
  const zip = await packing;
  await looking;
  return zip;
}

function isWhole({ cache, name }: ZipRequest, record: EntriesRecord): boolean {
  const { zip, seen } = record;
  const now = checkKept(cache.zip(zip.contentDigest), { crc32: zip.crc32, seen });
  if (now !== undefined && now !== seen) writeEntriesRecord(cache, name, { ...record, seen: now });
  return now !== undefined;
}
