import { ArtifactError } from '../artifact-error.ts';
import { CENTRAL_BYTES, CENTRAL_SIGNATURE, END_BYTES, END_SIGNATURE, MAX_BYTES, MAX_ENTRIES } from './zip-format.ts';

/** An entry as a zip's table of contents lists it. */
export interface ListedEntry {
  readonly path: string;
  readonly isFolder: boolean;
  /** Unix mode; 0 when the zip was made on a system that has none. */
  readonly mode: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerOffset: number;
}

/** Reads a range of a file, as much as there is of it. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array> | Uint8Array;

const LONGEST_COMMENT = 0xffff;
const MADE_BY_UNIX = 3;
const UTF8_FLAG = 0x0800;
const ENCRYPTED_FLAG = 0x0001;

/**
 * The table of contents at a zip's end (PKWARE APPNOTE 4.3.12, 4.3.16): some kilobytes, however large the zip is.
 * Throws BROKEN_ZIP, with the reason in `details`.
 */
export async function readDirectory(read: ReadRange, zipBytes: number): Promise<ListedEntry[]> {
  const tailBytes = Math.min(zipBytes, END_BYTES + LONGEST_COMMENT);
  const tail = toBuffer(await read(zipBytes - tailBytes, tailBytes));
  const at = findEnd(tail);
  if (at < 0) throw broken('its table of contents is missing: cut short, or not a zip');
  const count = tail.readUInt16LE(at + 10);
  const bytes = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  // The format's own marks for "look into the zip64 record".
  if (count === MAX_ENTRIES || offset === MAX_BYTES)
    throw broken('it uses the zip64 extension, which Lambda does not need');
  if (offset + bytes > zipBytes - tailBytes + at) throw broken('its table of contents does not fit into it');
  return parseEntries(toBuffer(await read(offset, bytes)), count);
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--)
    if (tail.readUInt32LE(at) === END_SIGNATURE && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length)
      return at;
  return -1;
}

function parseEntries(directory: Buffer, count: number): ListedEntry[] {
  const entries: ListedEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== CENTRAL_SIGNATURE)
      throw broken(`entry ${index + 1} of ${count} is not where it should be`);
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push(parseEntry(directory, at, nameBytes));
    at += CENTRAL_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function parseEntry(directory: Buffer, at: number, nameBytes: number): ListedEntry {
  const flags = directory.readUInt16LE(at + 8);
  const name = directory.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
  const path = name.toString((flags & UTF8_FLAG) === 0 ? 'latin1' : 'utf8');
  const isUnix = directory[at + 5] === MADE_BY_UNIX;
  return {
    path,
    isFolder: path.endsWith('/'),
    mode: isUnix ? directory.readUInt16LE(at + 40) : 0,
    method: directory.readUInt16LE(at + 10),
    isEncrypted: (flags & ENCRYPTED_FLAG) !== 0,
    crc32: directory.readUInt32LE(at + 16),
    packedBytes: directory.readUInt32LE(at + 20),
    bytes: directory.readUInt32LE(at + 24),
    headerOffset: directory.readUInt32LE(at + 42),
  };
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function broken(reason: string): ArtifactError {
  return new ArtifactError('BROKEN_ZIP', 'the zip cannot be used', [reason], { next: ['build it again'] });
}
