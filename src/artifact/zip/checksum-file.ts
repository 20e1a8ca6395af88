import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** One for all: a new one per file is memory to clear, and to collect. */
const block = Buffer.allocUnsafeSlow(256 * 1024);

/** Crc32 of a file's bytes. Undefined when there is no such file. */
export function checksumFile(path: string): number | undefined {
  let checksum = 0;
  const exists = readBlocks(path, (bytes) => {
    checksum = crc32(bytes, checksum);
  });
  return exists ? checksum : undefined;
}

/** Hands over a file's bytes in blocks, each valid until the next. False when there is no such file. */
export function readBlocks(path: string, take: (block: Uint8Array) => void): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  try {
    for (let at = 0; ;) {
      const count = readSync(fd, block, 0, block.length, at);
      if (count === 0) return true;
      take(block.subarray(0, count));
      at += count;
    }
  } finally {
    closeSync(fd);
  }
}
