import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { readBlocks } from './checksum-file.ts';

export interface HashedFile {
  /** Hex. */
  readonly sha256: string;
  readonly crc32: number;
  readonly bytes: number;
}

/** What a file's bytes are, read back from the disk. Throws when there is no such file. */
export function hashFile(path: string): HashedFile {
  const sha256 = createHash('sha256');
  let checksum = 0;
  let bytes = 0;
  const exists = readBlocks(path, (block) => {
    sha256.update(block);
    checksum = crc32(block, checksum);
    bytes += block.length;
  });
  if (!exists) throw new Error(`${path} was removed while it was used`);
  return { sha256: sha256.digest('hex'), crc32: checksum, bytes };
}
