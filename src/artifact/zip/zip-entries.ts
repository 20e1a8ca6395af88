import { utimesSync } from 'node:fs';
import type { CacheFolder } from '../cache/cache-folder.ts';
import {
  isRacy,
  readEntriesRecord,
  readKnownContents,
  stateDigest,
  writeEntriesRecord,
  writeKnownContents,
  type ZipFacts,
} from '../cache/entries-record.ts';
import { writeInto } from '../cache/write-atomically.ts';
import { sortEntries, sumBytes, type FileEntry } from '../collect/file-entry.ts';
import type { InTurn } from '../pack/turns.ts';
import { checkEntries } from './check-entries.ts';
import { chooseWriter } from './choose-writer.ts';
import { openIndexes, writeIndex } from './entry-index.ts';
import { hashFile } from './hash-file.ts';
import { openRunner } from './open-runner.ts';
import { loadEntry, writeSmallZip } from './write-small-zip.ts';
import type { TreeTools } from './tree-work.ts';
import { writeTreeZip } from './write-tree-zip.ts';
import { contentDigest, type WrittenZip } from './written-zip.ts';

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

/** How many earlier zips are searched for contents that are packed already. */
const INDEXES = 12;

/** The entries' zip, from the cache when they are as they were. */
export async function zipEntries(request: ZipRequest): Promise<Zipped> {
  const { cache, name } = request;
  const state = stateDigest(request.entries);
  const record = readEntriesRecord(cache, name);
  if (record?.stateDigest === state && isWhole(cache, record.zip))
    return { ...record.zip, zipPath: cache.zip(record.zip.contentDigest), state, reused: true };
  const zip = await zipAnew(request);
  const trusted = !isRacy(request.entries, request.lookedAtMs);
  writeEntriesRecord(cache, name, { stateDigest: trusted ? state : '', zip });
  return { ...zip, zipPath: cache.zip(zip.contentDigest), state: trusted ? state : '', reused: false };
}

/** A zip that was cut short or changed is made anew. Marks it as used, since what is not used is removed some day. */
function isWhole(cache: CacheFolder, zip: ZipFacts): boolean {
  const path = cache.zip(zip.contentDigest);
  const hashed = hashFile(path);
  if (hashed?.bytes !== zip.zippedBytes || hashed.sha256.toString('hex') !== zip.sha256) return false;
  const now = new Date();
  utimesSync(path, now, now);
  return true;
}

async function zipAnew(request: ZipRequest): Promise<ZipFacts> {
  const entries = sortEntries(request.entries);
  checkEntries(entries);
  const digest = await (chooseWriter(entries) === 'small'
    ? zipSmall(entries, request)
    : request.inTurn(() => zipTree(entries, request)));
  const hashed = hashFile(request.cache.zip(digest));
  if (!hashed) throw new Error(`${request.cache.zip(digest)} was removed while it was used`);
  return {
    sha256: hashed.sha256.toString('hex'),
    contentDigest: digest,
    zippedBytes: hashed.bytes,
    unzippedBytes: sumBytes(entries),
    fileCount: entries.length,
  };
}

async function zipSmall(entries: readonly FileEntry[], { cache }: ZipRequest): Promise<string> {
  const loaded = entries.map(loadEntry);
  const contents = new Map(loaded.map(({ path, sha256 }) => [path, sha256]));
  const digest = contentDigest(entries, ({ path }) => contents.get(path) ?? '');
  return writeInto(cache.zips, async (path) => {
    await writeSmallZip(path, loaded);
    return { path: cache.zip(digest), result: digest };
  });
}

async function zipTree(entries: readonly FileEntry[], request: ZipRequest): Promise<string> {
  const { cache, name, lookedAtMs } = request;
  const known = readKnownContents(cache, name);
  const knownSha256 = ({ path, from }: FileEntry): string | undefined => {
    const content = known[path];
    return from.kind === 'disk' && content?.stat === from.stat ? content.sha256 : undefined;
  };
  const indexes = cache.reads ? openIndexes(cache.zips, INDEXES) : [];
  const written = await writeTree(entries, cache, { indexes, knownSha256 });
  writeIndex(cache.index(written.digest), written.rows);
  writeKnownContents(cache, name, entries, written.contents, lookedAtMs);
  return written.digest;
}

interface WrittenTree extends WrittenZip {
  readonly digest: string;
  readonly contents: ReadonlyMap<string, string>;
}

async function writeTree(
  entries: readonly FileEntry[],
  cache: CacheFolder,
  tools: Omit<TreeTools, 'runner'>,
): Promise<WrittenTree> {
  const runner = await openRunner(entries, tools.indexes);
  try {
    return await writeInto(cache.zips, async (path) => {
      const written = await writeTreeZip(path, entries, { ...tools, runner });
      const contents = new Map(written.digests.map((entry) => [entry.path, entry.sha256 ?? '']));
      const digest = contentDigest(entries, (entry) => contents.get(entry.path) ?? '');
      return { path: cache.zip(digest), result: { ...written, digest, contents } };
    });
  } finally {
    await runner.close();
  }
}
