import { constants, copyFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { CacheFolder } from '../cache/cache-folder.ts';
import type { ZipFacts } from '../cache/entries-record.ts';
import { writeInto } from '../cache/write-atomically.ts';
import { hashFile } from './hash-file.ts';
import { listedEntry } from './listed-entry.ts';
import { readDirectory, type ListedEntry } from './read-directory.ts';
import { checkListed, verifyContents } from './verify-zip.ts';
import { contentDigest } from './written-zip.ts';

/** Copies a zip into the cache, under the hash of its bytes; answers where it is. */
export function copyInto(cache: CacheFolder, path: string): Promise<string> {
  return writeInto(cache.zips, async (unfinished) => {
    copyFileSync(path, unfinished, constants.COPYFILE_FICLONE);
    const target = cache.zip(hashFile(unfinished).sha256);
    return { path: target, result: target };
  });
}

export interface InspectedZip {
  readonly listed: readonly ListedEntry[];
  /** Absent when what it unpacks to reaches the limit: then nothing is unpacked. */
  readonly facts?: ZipFacts;
}

/** Reads a zip's table of contents and unpacks every entry once to see that it can be. Throws BROKEN_ZIP. */
export function inspectZip(path: string, limitBytes: number): Promise<InspectedZip> {
  return withZip(path, async ({ listed, read, size }) => {
    const unzippedBytes = sumBytes(listed);
    if (unzippedBytes >= limitBytes) return { listed };
    const contents = await verifyContents(path, listed, read);
    const entries = listed.filter(({ isFolder }) => !isFolder).map(listedEntry);
    const { sha256, crc32 } = hashFile(path);
    const facts = {
      sha256,
      crc32,
      contentDigest: contentDigest(entries, (entry) => contents.get(entry.path) ?? ''),
      zippedBytes: size,
      unzippedBytes,
      fileCount: entries.length,
    };
    return { listed, facts };
  });
}

/** The table of contents alone, some kilobytes however large the zip is: what it lists, when that is too much. Throws BROKEN_ZIP. */
export function listTooLarge(path: string, limitBytes: number): Promise<readonly ListedEntry[] | undefined> {
  return withZip(path, ({ listed }) => (sumBytes(listed) >= limitBytes ? listed : undefined));
}

interface OpenZip {
  readonly listed: readonly ListedEntry[];
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  readonly size: number;
}

async function withZip<Result>(path: string, work: (zip: OpenZip) => Result | Promise<Result>): Promise<Result> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const listed = await readDirectory(read, size);
    checkListed(listed);
    return await work({ listed, read, size });
  } finally {
    await file.close();
  }
}

function sumBytes(listed: readonly ListedEntry[]): number {
  return listed.reduce((sum, { bytes }) => sum + bytes, 0);
}
