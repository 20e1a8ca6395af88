import type { FileHandle } from 'node:fs/promises';

export interface ZipEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link';
  readonly executable: boolean;
  readonly deflated: boolean;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerOffset: number;
  /** Where the next record, or the central directory, begins. */
  readonly endOffset: number;
}

type Found = Omit<ZipEntry, 'endOffset'>;

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const END64_LOCATOR_BYTES = 20;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

/** What the archive's central directory lists, in the order of the records. Throws when it is not a zip. */
export async function readZipDirectory(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const { count, bytes, offset } = await findDirectory(file, size);
  const directory = await readAt(file, offset, bytes);
  const found: Found[] = [];
  for (let at = 0, seen = 0; seen < count; seen++) {
    found.push(parseEntry(directory, at));
    at += entryLength(directory, at);
  }
  found.sort((a, b) => a.headerOffset - b.headerOffset);
  return found.map((entry, index) => ({ ...entry, endOffset: found[index + 1]?.headerOffset ?? offset }));
}

export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) throw new Error('The zip file ends early.');
    read += bytesRead;
  }
  return buffer;
}

async function findDirectory(
  file: FileHandle,
  size: number,
): Promise<{ count: number; bytes: number; offset: number }> {
  const tailBytes = Math.min(size, END_BYTES + LONGEST_COMMENT + END64_LOCATOR_BYTES);
  const tail = await readAt(file, size - tailBytes, tailBytes);
  for (let at = tailBytes - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const count = tail.readUInt16LE(at + 10);
    const offset = tail.readUInt32LE(at + 16);
    // More than 65,534 entries: the real numbers stand in the zip64 record, which a locator just before points to.
    if (count === 0xffff || offset === 0xffffffff)
      return readZip64End(file, tail.subarray(at - END64_LOCATOR_BYTES, at));
    return { count, bytes: tail.readUInt32LE(at + 12), offset };
  }
  throw new Error('Not a zip file: it has no end record.');
}

async function readZip64End(
  file: FileHandle,
  locator: Buffer,
): Promise<{ count: number; bytes: number; offset: number }> {
  const record = await readAt(file, Number(locator.readBigUInt64LE(8)), 56);
  if (record.readUInt32LE(0) !== END64_SIGNATURE) throw new Error('The zip64 end record is damaged.');
  return {
    count: Number(record.readBigUInt64LE(32)),
    bytes: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
}

function entryLength(directory: Buffer, at: number): number {
  return (
    ENTRY_BYTES + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  );
}

function parseEntry(directory: Buffer, at: number): Found {
  if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new Error('The zip directory is damaged.');
  const method = directory.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) throw new Error(`Zip compression method ${method} is not supported.`);
  const name = directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + directory.readUInt16LE(at + 28));
  // The upper half of the external attributes is the Unix mode; archives made on Windows leave it 0.
  const mode = directory.readUInt32LE(at + 38) >>> 16;
  return {
    name,
    kind: name.endsWith('/') ? 'directory' : (mode & S_IFMT) === S_IFLNK ? 'link' : 'file',
    executable: (mode & 0o111) !== 0,
    deflated: method === 8,
    crc32: directory.readUInt32LE(at + 16),
    packedBytes: directory.readUInt32LE(at + 20),
    bytes: directory.readUInt32LE(at + 24),
    headerOffset: directory.readUInt32LE(at + 42),
  };
}
