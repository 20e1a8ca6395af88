import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from './sha256.ts';
import type { Blobs } from './world.ts';

/** Bytes under `<dir>/blobs`, named by their sha256, written by rename so that a reader never sees half a blob. */
export function openBlobs(dir: string): Blobs {
  const folder = join(dir, 'blobs');
  mkdirSync(folder, { recursive: true });
  const path = (sha256: string): string => join(folder, sha256);
  return {
    path,
    get: (sha256) => readFile(path(sha256)),
    adopt: async (from, sha256) => {
      await rename(from, path(sha256));
      return sha256;
    },
    put: async (bytes) => {
      const sha256 = (await sha256Of(bytes)).toString('hex');
      if (existsSync(path(sha256))) {
        const now = new Date();
        await utimes(path(sha256), now, now); // Young again: it is not collected before a row names it.
        return sha256;
      }
      const temporary = join(folder, `.${randomUUID()}`);
      try {
        await writeFile(temporary, bytes);
        await rename(temporary, path(sha256));
      } catch (error) {
        await rm(temporary, { force: true }); // A full disk is not filled further.
        throw error;
      }
      return sha256;
    },
  };
}
