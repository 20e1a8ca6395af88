/** What a zip says about one entry (PKWARE APPNOTE 4.3.7 and 4.3.12). */
export interface ZipRecord {
  readonly path: string;
  /** Unix mode with file type: 0o100644, 0o100755 or 0o120777 (link). */
  readonly mode: number;
  readonly method: Method;
  readonly crc32: number;
  readonly bytes: number;
  readonly packedBytes: number;
}

export const STORED = 0;
export const DEFLATED = 8;
export type Method = typeof STORED | typeof DEFLATED;

export const FILE_MODE = 0o100644;
export const EXECUTABLE_MODE = 0o100755;
export const LINK_MODE = 0o120777;

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
/** Where a local header holds the packed size: it is filled in when a large file has been deflated. */
export const PACKED_SIZE_OFFSET = 18;

/** Without zip64, which Lambda does not need: 262,144,000 bytes are far below. */
export const MAX_ENTRIES = 0xffff;
export const MAX_BYTES = 0xffffffff;

const VERSION_NEEDED = 20;
const MADE_BY_UNIX = 0x0314;
const UTF8_FLAG = 0x0800;
/** 1980-01-01 00:00, the first moment that DOS time knows: the same on every machine and in every time zone. */
const DOS_DATE = 0x0021;
const DOS_TIME = 0;

export function encodeLocalHeader(record: ZipRecord): Buffer {
  const name = Buffer.from(record.path);
  const header = Buffer.alloc(LOCAL_BYTES + name.length);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  writeCommon(header, 6, record, name.length);
  name.copy(header, LOCAL_BYTES);
  return header;
}

export function encodeCentralHeader(record: ZipRecord, offset: number): Buffer {
  const name = Buffer.from(record.path);
  const header = Buffer.alloc(CENTRAL_BYTES + name.length);
  header.writeUInt32LE(CENTRAL_SIGNATURE, 0);
  header.writeUInt16LE(MADE_BY_UNIX, 4);
  header.writeUInt16LE(VERSION_NEEDED, 6);
  writeCommon(header, 8, record, name.length);
  header.writeUInt32LE((record.mode << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  name.copy(header, CENTRAL_BYTES);
  return header;
}

export function encodeEnd(count: number, centralOffset: number, centralBytes: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(centralBytes, 12);
  end.writeUInt32LE(centralOffset, 16);
  return end;
}

function writeCommon(header: Buffer, at: number, record: ZipRecord, nameBytes: number): void {
  header.writeUInt16LE(nameBytes === record.path.length ? 0 : UTF8_FLAG, at);
  header.writeUInt16LE(record.method, at + 2);
  header.writeUInt16LE(DOS_TIME, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 6);
  header.writeUInt32LE(record.crc32, at + 8);
  header.writeUInt32LE(record.packedBytes, at + 12);
  header.writeUInt32LE(record.bytes, at + 16);
  header.writeUInt16LE(nameBytes, at + 20);
}
