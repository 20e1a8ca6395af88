import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where things lie in the cache. Everything in it can be made anew; nothing in it is needed for correctness. */
export interface CacheFolder {
  /** `.ship/cache` of the project. */
  readonly base: string;
  /** Below it, what this version of the tool on this version of Node.js understands. */
  readonly root: string;
  /** False: nothing is taken from it; what is made is still put there, since the zips have to lie somewhere. */
  readonly reads: boolean;
  readonly zip: (contentDigest: string) => string;
  readonly index: (contentDigest: string) => string;
  readonly zips: string;
  readonly blob: (sha256: string) => string;
  readonly record: (...name: readonly string[]) => string;
}

/** Changes whenever the meaning of what lies there does. */
const FORMAT = 'v10';

export function openCacheFolder(cacheDir: string, options: { readonly reads: boolean }): CacheFolder {
  // Another zlib may compress to other bytes: entries of one must not end up in the zips of another.
  const root = join(cacheDir, `${FORMAT}-zlib-${process.versions.zlib}`);
  return {
    base: cacheDir,
    root,
    reads: options.reads,
    zips: join(root, 'zips'),
    zip: (contentDigest) => join(root, 'zips', `${contentDigest}.zip`),
    index: (contentDigest) => join(root, 'zips', `${contentDigest}.index`),
    blob: (sha256) => join(root, 'blobs', sha256),
    record: (...name) => join(root, 'records', `${name.map(encodeURIComponent).join('.')}.json`),
  };
}

/** Of the installed esbuild: another one may bundle to other bytes. Read without loading it, which takes 35 ms. */
export function readEsbuildVersion(): string {
  const path = findUpwards(import.meta.dirname) ?? createRequire(import.meta.url).resolve('esbuild/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** Where Node.js will look for it; undefined where packages are not in folders (Yarn's Plug'n'Play). */
function findUpwards(folder: string): string | undefined {
  const path = join(folder, 'node_modules/esbuild/package.json');
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : findUpwards(dirname(folder));
}
