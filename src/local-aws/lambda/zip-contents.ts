import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  /** As the central directory declares it. */
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly method: number;
  readonly localHeaderAt: number;
  readonly crc32: number;
  /** Type and permissions; 0 in archives made on Windows. */
  readonly unixMode: number;
}

/** The bytes are no zip that can be unpacked. */
export class BrokenZip extends Error {}

const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const MAX_32 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** The most that deflate can compress. */
const MAX_RATIO = 1032;

interface Directory {
  readonly at: number;
  readonly count: number;
}

function findEnd(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - END_SIZE - MAX_COMMENT);
  for (let at = zip.length - END_SIZE; at >= lowest; at--) {
    if (zip.readUInt32LE(at) === END_SIGNATURE && at + END_SIZE + zip.readUInt16LE(at + 20) <= zip.length) return at;
  }
  throw new BrokenZip('no end of central directory');
}

/** Where the central directory is. `zip` may be the end of a file only, which then begins at `base` of it. */
export function readDirectory(zip: Buffer, base = 0): Directory {
  const end = findEnd(zip);
  const plain = { count: zip.readUInt16LE(end + 10), at: zip.readUInt32LE(end + 16) };
  const locator = end - ZIP64_LOCATOR_SIZE;
  if (locator < 0 || zip.readUInt32LE(locator) !== ZIP64_LOCATOR_SIGNATURE) return plain;
  const end64 = Number(zip.readBigUInt64LE(locator + 8)) - base;
  if (zip.readUInt32LE(end64) !== ZIP64_END_SIGNATURE) throw new BrokenZip('no zip64 end of central directory');
  return { count: Number(zip.readBigUInt64LE(end64 + 32)), at: Number(zip.readBigUInt64LE(end64 + 48)) };
}

/** Sizes and offsets that do not fit 32 bits stand in the zip64 field, only those, in this order. */
function readZip64(extra: Buffer, values: readonly number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  return values.map((value) => {
    if (value !== MAX_32) return value;
    const wide = Number(extra.readBigUInt64LE(next));
    next += 8;
    return wide;
  });
}

/** The entry at `at` of these bytes, and where the next one begins. */
export function readEntry(zip: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (zip.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new BrokenZip('no central directory entry');
  const nameEnd = at + ENTRY_SIZE + zip.readUInt16LE(at + 28);
  const extraEnd = nameEnd + zip.readUInt16LE(at + 30);
  const [sizeBytes = 0, compressedBytes = 0, localHeaderAt = 0] = readZip64(zip.subarray(nameEnd, extraEnd), [
    zip.readUInt32LE(at + 24),
    zip.readUInt32LE(at + 20),
    zip.readUInt32LE(at + 42),
  ]);
  const name = zip.toString('utf8', at + ENTRY_SIZE, nameEnd);
  const entry = {
    name,
    sizeBytes,
    compressedBytes,
    method: zip.readUInt16LE(at + 10),
    localHeaderAt,
    crc32: zip.readUInt32LE(at + 16),
    unixMode: zip.readUInt32LE(at + 38) >>> 16,
  };
  return { entry, next: extraEnd + zip.readUInt16LE(at + 32) };
}

/** Whatever a damaged field points to outside the file is damage, not a fault of ours. */
function readOrBreak<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenZip) throw error;
    throw new BrokenZip('a field points outside the file', { cause: error });
  }
}

/** The entries by the central directory. Throws BrokenZip. */
export function listEntries(zip: Buffer): ZipEntry[] {
  return readOrBreak(() => {
    const { at, count } = readDirectory(zip);
    const entries: ZipEntry[] = [];
    let next = at;
    for (let index = 0; index < count; index++) {
      const read = readEntry(zip, next);
      entries.push(read.entry);
      next = read.next;
    }
    return entries;
  });
}

/** An entry that would be written elsewhere than below the folder it is unpacked to. */
export function leavesArchive(name: string): boolean {
  const isFolder = name.endsWith('/');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return name.startsWith('/') || name.includes('\0') || parts.includes('..') || (parts.length === 0 && !isFolder);
}

export function declaredBytes(entries: readonly ZipEntry[]): number {
  return entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function dataOf(zip: Buffer, entry: ZipEntry): Buffer {
  return readOrBreak(() => {
    const at = entry.localHeaderAt;
    if (zip.readUInt32LE(at) !== LOCAL_SIGNATURE) throw new BrokenZip(`no local header of ${entry.name}`);
    const start = at + LOCAL_SIZE + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
    const data = zip.subarray(start, start + entry.compressedBytes);
    if (data.length < entry.compressedBytes) throw new BrokenZip(`${entry.name} is cut off`);
    return data;
  });
}

async function realBytes(zip: Buffer, entry: ZipEntry): Promise<number> {
  const data = dataOf(zip, entry);
  if (entry.method === STORED) return data.length;
  if (entry.method !== DEFLATED) throw new BrokenZip(`method ${entry.method} of ${entry.name}`);
  try {
    const inflated = await promisify(inflateRaw)(data, { maxOutputLength: entry.sizeBytes + 1 });
    return inflated.length;
  } catch (error) {
    throw new BrokenZip(`${entry.name} does not unpack to its declared size`, { cause: error });
  }
}

/**
 * Holds the declared sizes against the data, so that a zip cannot lie its way under a limit. A zip so small that it could not
 * reach `limitBytes` even at deflate's best ratio is believed. Throws BrokenZip.
 */
export async function verifyDeclaredSizes(
  zip: Buffer,
  entries: readonly ZipEntry[],
  limitBytes: number,
): Promise<void> {
  const couldReach = zip.length * MAX_RATIO >= limitBytes;
  for (const entry of entries) {
    if (entry.method === STORED && entry.sizeBytes !== entry.compressedBytes) {
      throw new BrokenZip(`${entry.name} declares another size than it has`);
    }
    if (couldReach && (await realBytes(zip, entry)) !== entry.sizeBytes) {
      throw new BrokenZip(`${entry.name} declares another size than it has`);
    }
  }
}
