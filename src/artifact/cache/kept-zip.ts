import { lstatSync, utimesSync, type Stats } from 'node:fs';
import { checksumFile } from '../zip/checksum-file.ts';
import { USED_AGAIN_MS } from './prune-cache.ts';
import { RACY_MS, changedAtMs, statKey } from './stat-key.ts';

/** What is known of a zip in the cache. */
export interface KeptZip {
  /** Of its bytes: a zip that was cut short or changed in the cache is noticed. */
  readonly crc32: number;
  /** The state it was in when its bytes were last compared, so that they need not be read again. Empty: never. */
  readonly seen: string;
}

/** State of a zip that was written or compared a moment ago; empty when it could be written to again without that moving. */
export function seenNow(path: string, nowMs = Date.now()): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats ? settled(stats, nowMs) : '';
}

/** The state to remember of a zip that is whole; undefined when it is not there as it was written. Marks it as used. */
export function checkKept(path: string, { crc32, seen }: KeptZip): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (statKey(stats) !== seen && checksumFile(path) !== crc32) return undefined;
  const now = Date.now();
  if (now - stats.mtimeMs < USED_AGAIN_MS) return settled(stats, now);
  return touch(path, now) ? statKey(lstatSync(path)) : settled(stats, now);
}

function settled(stats: Stats, nowMs: number): string {
  const key = statKey(stats);
  return changedAtMs(key) > nowMs - RACY_MS ? '' : key;
}

/** What is not used is removed some day. A cache of somebody else's is as good to read. */
function touch(path: string, nowMs: number): boolean {
  try {
    utimesSync(path, nowMs / 1000, nowMs / 1000);
    return true;
  } catch {
    return false;
  }
}
