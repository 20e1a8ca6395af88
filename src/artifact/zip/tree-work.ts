import { crc32 } from 'node:zlib';
import type { DiskOrigin, FileEntry } from '../collect/file-entry.ts';
import type { DeflateRunner } from './deflate-pool.ts';
import { findContent, type PackedContent } from './deflate-task.ts';
import type { EntryIndex, IndexRow } from './entry-index.ts';
import type { PackedSource } from './packed-source.ts';
import type { SourceFile } from './read-source.ts';
import { modeOf, type EntryDigest } from './written-zip.ts';
import type { ZipContainer } from './zip-container.ts';

export interface TreeTools {
  readonly runner: DeflateRunner;
  /** Zips made before, the newest first; the runner has the same ones. */
  readonly indexes: readonly EntryIndex[];
  /** Content of an unchanged file, from the last time. */
  readonly knownSha256: (entry: FileEntry) => string | undefined;
}

/** One zip being written from a tree. */
export interface TreeWork {
  readonly zip: ZipContainer;
  readonly source: PackedSource;
  readonly tools: TreeTools;
  readonly digests: EntryDigest[];
  readonly rows: IndexRow[];
}

export type DiskEntry = FileEntry & { readonly from: DiskOrigin };

/** An unchanged file whose content lies packed in an earlier zip. */
export function findKnown(entry: FileEntry, work: TreeWork): PackedContent | undefined {
  const sha256 = work.tools.knownSha256(entry);
  return sha256 === undefined ? undefined : findSha256(sha256, work);
}

export function findSha256(sha256: string, { tools }: TreeWork): PackedContent | undefined {
  const indexes = tools.indexes.map(({ rows }) => rows);
  const found = findContent(indexes, sha256);
  if (!found) return undefined;
  const { crc32, method, packedBytes } = found.row;
  return { sha256, crc32, method, packedBytes, found };
}

export function readFound({ found }: PackedContent, { source, tools }: TreeWork): Uint8Array | undefined {
  const zipPath = found && tools.indexes[found.index]?.zipPath;
  return zipPath ? source.read(zipPath, found.row) : undefined;
}

export function addEntry(
  entry: FileEntry,
  content: PackedContent,
  work: TreeWork,
  data: Uint8Array = new Uint8Array(0),
): void {
  const { sha256, crc32: checksum, method } = content;
  const { path, bytes } = entry;
  const record = { path, mode: modeOf(entry), method, crc32: checksum, bytes, packedBytes: data.length };
  const offset = work.zip.add(record, data);
  work.digests.push({ path, sha256 });
  work.rows.push({
    sha256,
    offset,
    packedBytes: data.length,
    bytes,
    crc32: checksum,
    packedCrc32: crc32(data),
    method,
  });
}

export function sourceOf({ bytes, from }: DiskEntry): SourceFile {
  return { path: from.path, bytes, stat: from.stat };
}
