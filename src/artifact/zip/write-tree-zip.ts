import { crc32 } from 'node:zlib';
import type { FileEntry } from '../collect/file-entry.ts';
import { LARGE_BYTES } from './deflate-content.ts';
import type { PackedContent } from './deflate-task.ts';
import { inOrder, type Unit } from './in-order.ts';
import { openPackedSource } from './packed-source.ts';
import {
  addEntry,
  findKnown,
  readFound,
  sourceOf,
  type DiskEntry,
  type TreeTools,
  type TreeWork,
} from './tree-work.ts';
import { writeLargeFile } from './write-large-file.ts';
import { modeOf, type WrittenZip } from './written-zip.ts';
import { ZipContainer } from './zip-container.ts';
import { STORED } from './zip-format.ts';

/** Per order to a thread: enough to make the trip worth it, little enough for all threads to end together. */
const BATCH_BYTES = 512 * 1024;
const BATCH_FILES = 128;

/**
 * Writes trees of thousands of files: read, hashed and deflated side by side in threads, contents that were deflated
 * before are copied. The bytes are the same however many threads there are and whatever was copied.
 */
export async function writeTreeZip(path: string, entries: readonly FileEntry[], tools: TreeTools): Promise<WrittenZip> {
  const zip = new ZipContainer(path);
  const source = openPackedSource();
  const work: TreeWork = { zip, source, tools, digests: [], rows: [] };
  try {
    await inOrder(makeUnits(entries, work), tools.runner.width);
    return { zippedBytes: zip.end(), digests: work.digests, rows: work.rows };
  } finally {
    source.close();
    zip.close();
  }
}

function* makeUnits(entries: readonly FileEntry[], work: TreeWork): Generator<Unit> {
  let batch: DiskEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const isSmallFile = isOnDisk(entry) && entry.bytes <= LARGE_BYTES;
    if (batch.length > 0 && (!isSmallFile || batch.length >= BATCH_FILES || bytes + entry.bytes > BATCH_BYTES)) {
      yield batchUnit(batch, work);
      [batch, bytes] = [[], 0];
    }
    if (isSmallFile) {
      batch.push(entry);
      bytes += entry.bytes;
    } else yield singleUnit(entry, work);
  }
  if (batch.length > 0) yield batchUnit(batch, work);
}

function isOnDisk(entry: FileEntry): entry is DiskEntry {
  return entry.from.kind === 'disk';
}

/** Consecutive files; those whose content is known and packed already are not even read. */
function batchUnit(batch: readonly DiskEntry[], work: TreeWork): Unit {
  const known = batch.map((entry) => findKnown(entry, work));
  const files = batch.filter((_, at) => !known[at]).map(sourceOf);
  return async () => {
    const reply =
      files.length > 0 ? await work.tools.runner.run({ kind: 'pack-files', files, indexes: 'use' }) : undefined;
    return async () => {
      const packed = (reply?.contents ?? []).values();
      let at = 0;
      for (const [index, entry] of batch.entries()) {
        const content = known[index] ?? packed.next().value;
        if (!content) throw new Error(`no answer about ${entry.path}`);
        if (content.found) {
          await copyEntry(entry, content, work);
          continue;
        }
        addEntry(entry, content, work, reply?.data.subarray(at, at + content.packedBytes));
        at += content.packedBytes;
      }
    };
  };
}

/** From the zip where it lies packed; from its file, when that zip has been damaged since. */
async function copyEntry(entry: DiskEntry, content: PackedContent, work: TreeWork): Promise<void> {
  const copied = readFound(content, work);
  if (copied) return addEntry(entry, content, work, copied);
  const again = await work.tools.runner.run({ kind: 'pack-files', files: [sourceOf(entry)], indexes: 'ignore' });
  addEntry(entry, again.contents[0] as PackedContent, work, again.data);
}

/** Links, bundles, and files too large to be held as a whole. */
function singleUnit(entry: FileEntry, work: TreeWork): Unit {
  const { from } = entry;
  if (from.kind === 'disk') return writeLargeFile({ ...entry, from }, work);
  if (from.kind === 'memory')
    return async () => {
      const { contents, data } = await work.tools.runner.run({ kind: 'pack-content', content: from.read() });
      return () => addEntry(entry, contents[0] as PackedContent, work, data);
    };
  return async () => () => addLink(entry, from.target, work);
}

function addLink(entry: FileEntry, target: string, work: TreeWork): void {
  const data = Buffer.from(target);
  const mode = modeOf(entry);
  work.zip.add(
    { path: entry.path, mode, method: STORED, crc32: crc32(data), bytes: data.length, packedBytes: data.length },
    data,
  );
  work.digests.push({ path: entry.path, sha256: undefined });
}
