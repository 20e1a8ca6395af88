interface Elf {
  readonly machine: 'x64' | 'arm64';
  /** Names in the table of dynamic symbols. */
  readonly names: readonly string[];
}

/** The least of a shared library that tools read: header, and the string table of the dynamic symbols. */
export function anElf({ machine, names }: Elf): Buffer {
  const strings = Buffer.from(`\0${names.join('\0')}\0`);
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.set([2, 1, 1], 4);
  header.writeUInt16LE(machine === 'x64' ? 0x3e : 0xb7, 18);
  header.writeBigUInt64LE(BigInt(64 + strings.length), 40);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(3, 60);
  return Buffer.concat([header, strings, section(0, 0, 0, 0), section(11, 2, 0, 0), section(3, 0, 64, strings.length)]);
}

function section(type: number, link: number, offset: number, bytes: number): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(type, 4);
  header.writeBigUInt64LE(BigInt(offset), 24);
  header.writeBigUInt64LE(BigInt(bytes), 32);
  header.writeUInt32LE(link, 40);
  return header;
}
