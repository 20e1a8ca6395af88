import { crc32 } from 'node:zlib';

function header(signature, length, write) {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  write(bytes);
  return bytes;
}

/** A zip of stored entries: `{name: text}`. Enough for a handler; a real one comes from the tools under test. */
export function zipOf(files) {
  const entries = Object.entries(files).map(([name, text]) => ({ name: Buffer.from(name), data: Buffer.from(text) }));
  const locals = [];
  const central = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const common = (bytes, at) => {
      bytes.writeUInt16LE(20, at);
      bytes.writeUInt32LE(0x00210000, at + 6); // 1980-01-01
      bytes.writeUInt32LE(crc32(data), at + 10);
      bytes.writeUInt32LE(data.length, at + 14);
      bytes.writeUInt32LE(data.length, at + 18);
      bytes.writeUInt16LE(name.length, at + 22);
    };
    const local = header(0x04034b50, 30, (bytes) => common(bytes, 4));
    const entry = header(0x02014b50, 46, (bytes) => {
      common(bytes, 6);
      bytes.writeUInt32LE((0o100644 << 16) >>> 0, 38);
      bytes.writeUInt32LE(offset, 42);
    });
    locals.push(local, name, data);
    central.push(entry, name);
    offset += local.length + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = header(0x06054b50, 22, (bytes) => {
    bytes.writeUInt16LE(entries.length, 8);
    bytes.writeUInt16LE(entries.length, 10);
    bytes.writeUInt32LE(directory.length, 12);
    bytes.writeUInt32LE(offset, 16);
  });
  return Buffer.concat([...locals, directory, end]);
}
