import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const BLOCK_BYTES = 1024 * 1024;

/** Sha256 of a file's bytes, and how many they are. Undefined when there is no such file. */
export function hashFile(path: string): { readonly sha256: Buffer; readonly bytes: number } | undefined {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return hashOpen(fd);
  } finally {
    closeSync(fd);
  }
}

function hashOpen(fd: number): { sha256: Buffer; bytes: number } {
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  const sha256 = createHash('sha256');
  let bytes = 0;
  for (;;) {
    const count = readSync(fd, block, 0, BLOCK_BYTES, bytes);
    if (count === 0) return { sha256: sha256.digest(), bytes };
    sha256.update(block.subarray(0, count));
    bytes += count;
  }
}
