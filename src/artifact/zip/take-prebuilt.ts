import { constants, copyFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { statKey } from '../cache/stat-key.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import { readSealed, writeSealed } from '../cache/sealed-json.ts';
import { writeInto } from '../cache/write-atomically.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { hashFile } from './hash-file.ts';
import { readDirectory, type ListedEntry } from './read-directory.ts';
import { checkListed, verifyContents } from './verify-zip.ts';
import { contentDigest } from './written-zip.ts';
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
  readonly facts: Omit<Zipped, 'zipPath' | 'reused' | 'state'>;
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
  const record = cache.reads
    ? (readSealed(cache.record('prebuilt', ...options.name)) as PrebuiltRecord | undefined)
    : undefined;
  if (record?.stat === stat && hashFile(cache.zip(record.facts.sha256))?.sha256.toString('hex') === record.facts.sha256)
    return toPrebuilt(record.listed, {
      ...record.facts,
      zipPath: cache.zip(record.facts.sha256),
      state: stat,
      reused: true,
    });
  const zipPath = await copyInto(cache, path);
  const { listed, facts } = await inspect(zipPath, options.limitBytes);
  if (!facts) return toPrebuilt(listed, undefined);
  writeSealed(cache.record('prebuilt', ...options.name), { stat, listed, facts } satisfies PrebuiltRecord);
  return toPrebuilt(listed, { ...facts, zipPath, state: stat, reused: false });
}

function copyInto(cache: CacheFolder, path: string): Promise<string> {
  return writeInto(cache.zips, async (unfinished) => {
    copyFileSync(path, unfinished, constants.COPYFILE_FICLONE);
    const target = cache.zip(hashFile(unfinished)?.sha256.toString('hex') ?? '');
    return { path: target, result: target };
  });
}

async function inspect(
  path: string,
  limitBytes: number,
): Promise<{ listed: ListedEntry[]; facts?: PrebuiltRecord['facts'] }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const listed = await readDirectory(read, size);
    checkListed(listed);
    const unzippedBytes = listed.reduce((sum, { bytes }) => sum + bytes, 0);
    if (unzippedBytes >= limitBytes) return { listed };
    const contents = await verifyContents(path, listed, read);
    const entries = listed.filter(({ isFolder }) => !isFolder).map(toEntry);
    const facts = {
      sha256: hashFile(path)?.sha256.toString('hex') ?? '',
      contentDigest: contentDigest(entries, (entry) => contents.get(entry.path) ?? ''),
      zippedBytes: size,
      unzippedBytes,
      fileCount: entries.length,
    };
    return { listed, facts };
  } finally {
    await file.close();
  }
}

function toPrebuilt(listed: readonly ListedEntry[], zipped: Zipped | undefined): Prebuilt {
  const files = listed.filter(({ isFolder }) => !isFolder);
  const unreadable = files.filter(({ mode }) => mode !== 0 && (mode & 0o004) === 0).map(({ path }) => path);
  return { entries: files.map(toEntry), zipped, unreadable };
}

function toEntry({ path, mode, bytes }: ListedEntry): FileEntry {
  const none = (): never => {
    throw new Error(`${path} is read from its zip only`);
  };
  return { path, executable: (mode & 0o111) !== 0, bytes, from: { kind: 'memory', sha256: '', read: none } };
}
