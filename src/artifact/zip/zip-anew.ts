import type { CacheFolder } from '../cache/cache-folder.ts';
import { readKnownContents, writeKnownContents, type ZipFacts } from '../cache/entries-record.ts';
import { writeInto } from '../cache/write-atomically.ts';
import { sortEntries, sumBytes, type FileEntry } from '../collect/file-entry.ts';
import { checkEntries } from './check-entries.ts';
import { chooseWriter } from './choose-writer.ts';
import { openIndexes, writeIndex } from './entry-index.ts';
import { hashFile } from './hash-file.ts';
import { openRunner } from './open-runner.ts';
import type { TreeTools } from './tree-work.ts';
import { loadEntry, writeSmallZip } from './write-small-zip.ts';
import { writeTreeZip } from './write-tree-zip.ts';
import { contentDigest, type WrittenZip } from './written-zip.ts';
import type { ZipRequest } from './zip-entries.ts';

/** How many earlier zips are searched for contents that are packed already. */
const INDEXES = 12;

/** Reads and packs what the cache does not have; the zip lies in the cache afterwards. */
export async function zipAnew(request: ZipRequest): Promise<ZipFacts> {
  const entries = sortEntries(request.entries);
  checkEntries(entries);
  const digest = await (chooseWriter(entries) === 'small'
    ? zipSmall(entries, request)
    : request.inTurn(() => zipTree(entries, request)));
  const { sha256, crc32, bytes } = hashFile(request.cache.zip(digest));
  return {
    sha256,
    crc32,
    contentDigest: digest,
    zippedBytes: bytes,
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
  const { cache, name, lookedAtMs, pool } = request;
  const known = readKnownContents(cache, name);
  const knownSha256 = ({ path, from }: FileEntry): string | undefined => {
    const content = known.get(path);
    return from.kind === 'disk' && content?.stat === from.stat ? content.sha256 : undefined;
  };
  const indexes = cache.reads ? openIndexes(cache.zips, INDEXES) : [];
  const runner = await openRunner(entries, indexes, pool);
  const written = await writeTree(entries, cache, { runner, indexes, knownSha256 });
  writeIndex(cache.index(written.digest), written.rows);
  writeKnownContents(cache, name, entries, written.contents, lookedAtMs);
  return written.digest;
}

interface WrittenTree extends WrittenZip {
  readonly digest: string;
  readonly contents: ReadonlyMap<string, string>;
}

async function writeTree(entries: readonly FileEntry[], cache: CacheFolder, tools: TreeTools): Promise<WrittenTree> {
  return writeInto(cache.zips, async (path) => {
    const written = await writeTreeZip(path, entries, tools);
    const contents = new Map(written.digests.map((entry) => [entry.path, entry.sha256 ?? '']));
    const digest = contentDigest(entries, (entry) => contents.get(entry.path) ?? '');
    return { path: cache.zip(digest), result: { ...written, digest, contents } };
  });
}
