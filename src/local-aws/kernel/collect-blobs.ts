import { rmSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { Store } from './store.ts';
import type { Blobs } from './world.ts';

/** A blob is put before the row that names it: younger ones stay. */
const YOUNG_MS = 60 * 60 * 1000;
const SHA256 = /[0-9a-f]{64}/g;
/** What is known of an archive, by its sha256: it keeps no blob alive, and goes with it. */
const CACHE = /\/lambda\.archives$/;

function namedIn(store: Store): Set<string> {
  const named = new Set<string>();
  for (const table of store.names().filter((name) => !CACHE.test(name))) {
    for (const row of store.table(table).values()) {
      for (const [sha256] of JSON.stringify(row).matchAll(SHA256)) named.add(sha256);
    }
  }
  return named;
}

async function isOld(path: string, now: number): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now })); // Gone meanwhile.
  return now - mtimeMs >= YOUNG_MS;
}

/** Removes blobs, and leftovers of broken uploads, that no row names. Answers how many. */
export async function collectBlobs(store: Store, blobs: Blobs, now: number): Promise<number> {
  const old: string[] = [];
  for (const name of await readdir(blobs.path('.'))) if (await isOld(blobs.path(name), now)) old.push(name);
  // From here to the end nothing else runs: what is unnamed stays unnamed.
  const named = namedIn(store);
  const unnamed = old.filter((name) => !named.has(name));
  for (const name of unnamed) {
    for (const table of store.names().filter((other) => CACHE.test(other))) store.table(table).delete(name);
    rmSync(blobs.path(name), { force: true });
  }
  return unnamed.length;
}
