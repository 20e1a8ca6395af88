import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const EVERY_MS = 1000;
/** A tree of many files is looked at more rarely: the looks together take a twentieth of the time. */
const SHARE = 20;
const BLOCK_BYTES = 512;

/** What lies on disk below a folder; counting ends above the limit. */
async function usedBytes(folder: string, limitBytes: number): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await usedBytes(path, limitBytes - bytes);
    else bytes += (await lstat(path)).blocks * BLOCK_BYTES;
    if (bytes > limitBytes) break;
  }
  return bytes;
}

/** Empties it: what stays would fill the next process's /tmp too. */
async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

/**
 * Holds an environment's /tmp to its size as well as can be done without root: it is looked at while the environment
 * works. Lambda's file system is of that size, and writes fail with ENOSPC.
 */
export class TmpWatch {
  readonly #folder: string;
  readonly #limitBytes: number;
  readonly #say: (line: string) => void;
  #nextMs = 0;

  constructor(folder: string, limitMb: number, say: (line: string) => void) {
    this.#folder = folder;
    this.#limitBytes = limitMb * 1024 * 1024;
    this.#say = say;
  }

  /** `overfull` is told when there is more than the limit; then the folder is emptied. */
  look(now: number, overfull: () => void): void {
    if (now < this.#nextMs) return;
    this.#nextMs = Infinity;
    void this.#look(now, overfull);
  }

  async #look(now: number, overfull: () => void): Promise<void> {
    try {
      if ((await usedBytes(this.#folder, this.#limitBytes)) > this.#limitBytes) {
        const limit = `EphemeralStorage of ${this.#limitBytes / 1024 / 1024} MB`;
        this.#say(`[local AWS] /tmp holds more than the ${limit}: on Lambda a write had failed with ENOSPC.\n`);
        overfull();
        await empty(this.#folder);
      }
    } catch {
      // Not made yet, or something went while it was counted.
    }
    this.#nextMs = now + Math.max(EVERY_MS, (performance.now() - now) * SHARE);
  }
}
