import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  readonly content: Buffer | string;
  /** Declares another uncompressed size than the content has. */
  readonly declaredBytes?: number;
  readonly stored?: boolean;
  /** Unix mode with the file type, e.g. 0o100755 or 0o120777 for a link. */
  readonly mode?: number;
}

interface Packed {
  readonly local: Buffer;
  readonly central: Buffer;
}

function pack({ name, content, declaredBytes, stored, mode = 0 }: ZipFile, offset: number): Packed {
  const bytes = Buffer.from(content as string);
  const data = stored ? bytes : deflateRawSync(bytes);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(stored ? 0 : 8, 4);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(declaredBytes ?? bytes.length, 18);
  common.writeUInt16LE(Buffer.byteLength(name), 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((mode << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name)]);
  return { local, central };
}

/** A zip archive of these files, as small and as wrong as a test needs it. */
export function zipOf(...files: readonly ZipFile[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { local, central } = pack(file, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A handler that answers `mark`. */
export function codeZip(mark = 'one'): Buffer {
  return zipOf({ name: 'index.js', content: `exports.handler = async () => '${mark}';` });
}
