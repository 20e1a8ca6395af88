import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../../kernel/world.ts';
import { unzip } from './unzip.ts';

const KEPT_UNUSED_MS = 3 * 24 * 3600 * 1000;
const HALF_DONE_MS = 3600 * 1000;

/** The code of functions and the merged layers, unpacked once for each content and shared by all environments. */
export class CodeTrees {
  readonly #root: string;
  readonly #blobs: Blobs;
  readonly #made = new Map<string, Promise<string>>();

  constructor(root: string, blobs: Blobs) {
    this.#root = root;
    this.#blobs = blobs;
  }

  /** What becomes /var/task. */
  task(blob: string): Promise<string> {
    return this.#once('fs', blob, [blob]);
  }

  /** What becomes /opt: the layers merged in order, later ones over earlier ones. */
  opt(layerBlobs: readonly string[]): Promise<string> {
    const name = createHash('sha256').update(layerBlobs.join('\n')).digest('hex');
    return this.#once('opt', name, layerBlobs);
  }

  /** Removes what an interrupted run left half done, and what nobody has used for days: it can be unpacked again. */
  async sweep(now: number): Promise<void> {
    for (const kind of ['fs', 'opt']) {
      const folder = join(this.#root, kind);
      if (!existsSync(folder)) continue;
      for (const name of await readdir(folder)) await this.#sweepOne(join(folder, name), name, now);
    }
  }

  async #sweepOne(path: string, name: string, now: number): Promise<void> {
    if (!/^[0-9a-f]{64}$|^\./.test(name) || this.#made.has(path)) return;
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > (name.startsWith('.') ? HALF_DONE_MS : KEPT_UNUSED_MS))
      await rm(path, { recursive: true, force: true });
  }

  #once(kind: 'fs' | 'opt', name: string, blobs: readonly string[]): Promise<string> {
    const path = join(this.#root, kind, name);
    const known = this.#made.get(path);
    if (known) return known.then(() => (existsSync(path) ? path : this.#again(kind, name, blobs)));
    const made = this.#make(path, blobs);
    this.#made.set(path, made);
    // A failure is told to everybody who waits, and tried again by who comes next.
    made.catch(() => this.#made.delete(path));
    return made;
  }

  /** Somebody cleaned up beneath us. */
  #again(kind: 'fs' | 'opt', name: string, blobs: readonly string[]): Promise<string> {
    this.#made.delete(join(this.#root, kind, name));
    return this.#once(kind, name, blobs);
  }

  async #make(path: string, blobs: readonly string[]): Promise<string> {
    if (existsSync(path)) {
      const now = new Date();
      await utimes(path, now, now);
      return path;
    }
    const temporary = join(path, '..', `.${randomUUID()}`);
    await mkdir(temporary, { recursive: true });
    try {
      for (const blob of blobs) await unzip(this.#blobs.path(blob), temporary);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      // Another account's or server's run may have been faster: the content is the same.
      if (!existsSync(path)) throw error;
    }
    return path;
  }
}
