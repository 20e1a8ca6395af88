import { readdir, rm, stat } from 'node:fs/promises';
import type { Store } from './store.ts';
import type { Blobs } from './world.ts';

/** A blob is put before the row that names it: younger ones stay. */
const YOUNG_MS = 60 * 60 * 1000;
const SHA256 = /[0-9a-f]{64}/g;

function namedIn(store: Store): Set<string> {
  const named = new Set<string>();
  for (const row of store.rows()) for (const [sha256] of JSON.stringify(row).matchAll(SHA256)) named.add(sha256);
  return named;
}

/** Removes blobs, and leftovers of broken uploads, that no row names. Answers how many. */
export async function collectBlobs(store: Store, blobs: Blobs, now: number): Promise<number> {
  const folder = blobs.path('.');
  const named = namedIn(store);
  const unnamed = (await readdir(folder)).filter((name) => !named.has(name)).map(blobs.path);
  let removed = 0;
  for (const path of unnamed) {
    // A blob that is put again is young again.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs < YOUNG_MS) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
}
