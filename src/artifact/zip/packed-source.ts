import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { IndexRow } from './entry-index.ts';

/** Reads packed contents out of zips that were made before. */
export interface PackedSource {
  /** The packed bytes, or undefined when the zip is gone or not as its index says. */
  readonly read: (zipPath: string, row: IndexRow) => Uint8Array | undefined;
  readonly close: () => void;
}

/** Up to this size one read of the whole zip is cheaper than a read per entry. */
const WHOLE_BYTES = 64 * 1024 * 1024;

type ReadRange = (offset: number, length: number) => Uint8Array;

export function openPackedSource(): PackedSource {
  const opened = new Map<string, ReadRange | undefined>();
  const fds: number[] = [];
  const open = (zipPath: string): ReadRange | undefined => {
    if (!opened.has(zipPath)) opened.set(zipPath, openZip(zipPath, fds));
    return opened.get(zipPath);
  };
  return {
    read: (zipPath, row) => {
      const data = open(zipPath)?.(row.offset, row.packedBytes);
      return data?.length === row.packedBytes && crc32(data) === row.packedCrc32 ? data : undefined;
    },
    close: () => {
      for (const fd of fds) closeSync(fd);
    },
  };
}

function openZip(zipPath: string, fds: number[]): ReadRange | undefined {
  let fd: number;
  try {
    fd = openSync(zipPath, 'r');
  } catch {
    return undefined;
  }
  fds.push(fd);
  if (fstatSync(fd).size <= WHOLE_BYTES) {
    const zip = readFileSync(fd);
    return (offset, length) => zip.subarray(offset, offset + length);
  }
  return (offset, length) => {
    const data = Buffer.allocUnsafe(length);
    return data.subarray(0, readSync(fd, data, 0, length, offset));
  };
}
