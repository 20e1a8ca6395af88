import { crc32 } from 'node:zlib';
import { piecesOf } from './deflate-content.ts';
import type { PackedContent } from './deflate-task.ts';
import { inOrder, type Unit } from './in-order.ts';
import { withSource } from './read-source.ts';
import { addEntry, findKnown, findSha256, readFound, sourceOf, type DiskEntry, type TreeWork } from './tree-work.ts';
import { modeOf } from './written-zip.ts';
import { STORED } from './zip-format.ts';

/** Read and deflated in pieces: memory stays bounded, and one huge library keeps all threads busy. */
export function writeLargeFile(entry: DiskEntry, work: TreeWork): Unit {
  return async () => {
    const content = findKnown(entry, work) ?? (await digest(entry, work));
    return async () => {
      const copied = content.found && readFound(content, work);
      if (copied) addEntry(entry, content, work, copied);
      else await writePieces(entry, content, work);
    };
  };
}

async function digest(entry: DiskEntry, work: TreeWork): Promise<PackedContent> {
  const { contents } = await work.tools.runner.run({ kind: 'digest', file: sourceOf(entry) });
  const content = contents[0] as PackedContent;
  return findSha256(content.sha256, work) ?? content;
}

async function writePieces(entry: DiskEntry, content: PackedContent, work: TreeWork): Promise<void> {
  const { zip, rows, digests } = work;
  const { path, bytes } = entry;
  const { sha256, crc32: checksum, method } = content;
  const offset = zip.start({ path, mode: modeOf(entry), method, crc32: checksum, bytes, packedBytes: 0 });
  let packedCrc32 = 0;
  const write = (data: Uint8Array): void => {
    packedCrc32 = crc32(data, packedCrc32);
    zip.write(data);
  };
  if (method === STORED) copyFile(entry, write);
  else await inOrder(pieceUnits(entry, work, write), work.tools.runner.width);
  const packedBytes = zip.finish(offset);
  digests.push({ path, sha256 });
  rows.push({ sha256, offset, packedBytes, bytes, crc32: checksum, packedCrc32, method });
}

function copyFile(entry: DiskEntry, write: (data: Uint8Array) => void): void {
  withSource(sourceOf(entry), (read) => {
    for (const { offset, length } of piecesOf(entry.bytes)) write(read(offset, length));
  });
}

function* pieceUnits(entry: DiskEntry, work: TreeWork, write: (data: Uint8Array) => void): Generator<Unit> {
  for (const piece of piecesOf(entry.bytes))
    yield async () => {
      const { data } = await work.tools.runner.run({ kind: 'deflate-piece', file: sourceOf(entry), piece });
      return () => write(data);
    };
}
