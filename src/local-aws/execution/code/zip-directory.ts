import type { FileHandle } from 'node:fs/promises';
import { readDirectory, readEntry, type ZipEntry } from '../../lambda/zip-contents.ts';

export interface ZipRecord extends ZipEntry {
  readonly kind: 'file' | 'directory' | 'link';
  /** Where the next record, or the central directory, begins. */
  readonly endOffset: number;
}

/** End record, its longest comment, and the two zip64 records before it. */
const TAIL_BYTES = 22 + 0xffff + 20 + 56;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

/** What the archive's central directory lists, in the order of the records. Throws when it is not a zip. */
export async function readZipDirectory(file: FileHandle): Promise<ZipRecord[]> {
  const { size } = await file.stat();
  const base = Math.max(0, size - TAIL_BYTES);
  const { at, count } = readDirectory(await readAt(file, base, size - base), base);
  const directory = await readAt(file, at, size - at);
  const entries: ZipEntry[] = [];
  for (let seen = 0, next = 0; seen < count; seen++) {
    const read = readEntry(directory, next);
    entries.push(read.entry);
    next = read.next;
  }
  entries.sort((a, b) => a.localHeaderAt - b.localHeaderAt);
  return entries.map((entry, index) => ({
    ...entry,
    kind: kindOf(entry),
    endOffset: entries[index + 1]?.localHeaderAt ?? at,
  }));
}

export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  for (let read = 0; read < length;) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) throw new Error('The zip file ends early.');
    read += bytesRead;
  }
  return buffer;
}

function kindOf({ name, unixMode }: ZipEntry): ZipRecord['kind'] {
  if (name.endsWith('/')) return 'directory';
  return (unixMode & S_IFMT) === S_IFLNK ? 'link' : 'file';
}
