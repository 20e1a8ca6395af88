import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheFolder } from './cache-folder.ts';

export interface PruneOptions {
  /** What was used since then stays, whatever its size. */
  readonly keepSinceMs: number;
  readonly mostBytes?: number;
}

const MOST_BYTES = 1024 * 1024 * 1024;
/** A run beside this one may be about to use what it has just made. */
const SPARED_MS = 15 * 60_000;
/** What is used is marked so only this often, since marking it moves its state. */
export const USED_AGAIN_MS = 5 * 60_000;
/** Nobody writes a file for this long: whoever began it was killed. */
const ABANDONED_MS = 60 * 60_000;

/** Keeps the cache below a gigabyte: what was not used for longest goes first. */
export function pruneCache(cache: CacheFolder, { keepSinceMs, mostBytes = MOST_BYTES }: PruneOptions): void {
  const now = Date.now();
  const files = ['zips', 'blobs', 'records'].flatMap((folder) => listFiles(join(cache.root, folder)));
  for (const { path } of files.filter((file) => isAbandoned(file, now))) rmSync(path, { force: true });
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
    if (bytes <= mostBytes) return;
    if (file.usedAtMs >= Math.min(keepSinceMs - USED_AGAIN_MS, now - SPARED_MS)) return;
    rmSync(file.path, { force: true });
    bytes -= file.bytes;
  }
}

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedAtMs: number;
}

function isAbandoned({ path, usedAtMs }: CachedFile, now: number): boolean {
  return path.endsWith('.tmp') && now - usedAtMs > ABANDONED_MS;
}

function listFiles(folder: string): CachedFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = join(folder, name);
    // Gone in between: another run is pruning too.
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats ? [{ path, bytes: stats.size, usedAtMs: stats.mtimeMs }] : [];
  });
}
