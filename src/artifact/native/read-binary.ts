import { closeSync, openSync, readSync } from 'node:fs';

/** What a native module says about where it can be loaded. */
export type Binary = ElfBinary | { readonly kind: 'mach-o' } | { readonly kind: 'pe' } | { readonly kind: 'unknown' };

export interface ElfBinary {
  readonly kind: 'elf';
  readonly machine: 'x64' | 'arm64' | 'other';
  readonly libc: 'glibc' | 'musl' | 'unknown';
  /** Newest symbol version of glibc 2 that it wants: 34 for `GLIBC_2.34`. */
  readonly glibcMinor?: number;
  /** NODE_MODULE_VERSION that it was compiled for; absent for Node-API modules, which run on all. */
  readonly nodeAbi?: number;
  /** It names nothing of Node.js: a library of another program, whatever its extension. */
  readonly isForeign?: true;
}

const machines: Readonly<Record<number, 'x64' | 'arm64'>> = { 0x3e: 'x64', 0xb7: 'arm64' };
const machMagics = new Set([0xfeedfacf, 0xfeedface, 0xcffaedfe, 0xcefaedfe, 0xcafebabe, 0xbebafeca]);

const HEADER_BYTES = 64;
const SECTION_BYTES = 64;
const SHT_DYNSYM = 11;
const MOST_SECTIONS = 4096;
const MOST_STRING_BYTES = 16 * 1024 * 1024;

type Read = (offset: number, length: number) => Buffer;

/** Reads headers and names of symbols only: a module of 70 MB costs as much as a small one. Throws what the file system throws. */
export function readBinary(path: string): Binary {
  const fd = openSync(path, 'r');
  try {
    return parseBinary((offset, length) => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(fd, buffer, 0, length, offset));
    });
  } finally {
    closeSync(fd);
  }
}

export function parseBinary(read: Read): Binary {
  const header = read(0, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return { kind: 'unknown' };
  const magic = header.readUInt32BE(0);
  if (machMagics.has(magic)) return { kind: 'mach-o' };
  if (header.toString('latin1', 0, 2) === 'MZ') return { kind: 'pe' };
  return magic === 0x7f454c46 ? parseElf(header, read) : { kind: 'unknown' };
}

/** Both of Lambda's architectures are 64-bit and little-endian; of any other only that is said. */
function parseElf(header: Buffer, read: Read): Binary {
  const is64LittleEndian = header[4] === 2 && header[5] === 1;
  const machine = (is64LittleEndian && machines[header.readUInt16LE(18)]) || 'other';
  const names = machine === 'other' ? '' : readDynamicNames(header, read);
  const glibcMinor = Math.max(-1, ...[...names.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)));
  const nodeAbi = /node_register_module_v(\d+)/.exec(names)?.[1];
  return {
    kind: 'elf',
    machine,
    libc: /libc\.musl-|ld-musl-/.test(names) ? 'musl' : glibcMinor >= 0 ? 'glibc' : 'unknown',
    ...(glibcMinor >= 0 && { glibcMinor }),
    ...(nodeAbi !== undefined && { nodeAbi: Number(nodeAbi) }),
    ...(/\w/.test(names) && !/napi_|node_|2v8/.test(names) && { isForeign: true }),
  };
}

/** The string table of the dynamic symbols: libraries, symbol versions, and the function by which Node.js finds a module. */
function readDynamicNames(header: Buffer, read: Read): string {
  const table = Number(header.readBigUInt64LE(40));
  const count = Math.min(header.readUInt16LE(60), MOST_SECTIONS);
  const sections = read(table, count * SECTION_BYTES);
  for (let at = 0; at + SECTION_BYTES <= sections.length; at += SECTION_BYTES) {
    if (sections.readUInt32LE(at + 4) !== SHT_DYNSYM) continue;
    const strings = sections.readUInt32LE(at + 40) * SECTION_BYTES;
    if (strings + SECTION_BYTES > sections.length) return '';
    const offset = Number(sections.readBigUInt64LE(strings + 24));
    const bytes = Number(sections.readBigUInt64LE(strings + 32));
    return read(offset, Math.min(bytes, MOST_STRING_BYTES)).toString('latin1');
  }
  return '';
}
