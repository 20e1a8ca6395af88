import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Raise it when the way of bundling changes. */
const format = 3;

interface CacheEntry {
  readonly format: number;
  readonly node: string;
  /** Name of the bundled module beside the entry. */
  readonly module: string;
  /** Everything the bundle was made from, as it was then. */
  readonly inputs: readonly FileStamp[];
}

interface FileStamp {
  readonly path: string;
  /** `size:mtime:inode`, or `missing`: a tsconfig.json that appears later changes the bundle too. */
  readonly stamp: string;
}

export interface BundleCache {
  /** Path of the bundle, when nothing it was made from has changed, and what that is. */
  readonly find: () => { readonly path: string; readonly inputs: readonly string[] } | undefined;
  /** Keeps a bundle; answers its path. */
  readonly keep: (code: string, inputs: readonly string[]) => string;
}

/** Bundles of one config file, kept in `folder`. An entry that cannot be read is as good as none. */
export function bundleCache(folder: string, configFile: string): BundleCache {
  // Configs of one folder share the cache, and their names tell them apart.
  const name = `config-${encodeURIComponent(basename(configFile))}`;
  const entryPath = join(folder, `${name}.json`);
  return {
    find: () => {
      const entry = readEntry(entryPath);
      if (entry === undefined || !isFresh(entry)) return undefined;
      return { path: join(folder, entry.module), inputs: entry.inputs.map((input) => input.path) };
    },
    keep: (code, inputs) => {
      const module = `${name}-${code.length}-${crc32(code)}.mjs`;
      const entry: CacheEntry = { format, node: nodeMajor(), module, inputs: inputs.map(stampOf) };
      mkdirSync(folder, { recursive: true });
      writeWhole(join(folder, module), code);
      writeWhole(entryPath, JSON.stringify(entry));
      return join(folder, module);
    },
  };
}

function readEntry(path: string): CacheEntry | undefined {
  try {
    const entry = JSON.parse(readFileSync(path, 'utf8')) as CacheEntry;
    statSync(join(path, '..', entry.module));
    return entry;
  } catch {
    return undefined; // Missing, half-written or of another time: it is made anew.
  }
}

function isFresh(entry: CacheEntry): boolean {
  const isOurs = entry.format === format && entry.node === nodeMajor() && Array.isArray(entry.inputs);
  return isOurs && entry.inputs.every((input) => stampOf(input.path).stamp === input.stamp);
}

function stampOf(path: string): FileStamp {
  const stats = statSync(path, { throwIfNoEntry: false });
  return { path, stamp: stats === undefined ? 'missing' : `${stats.size}:${stats.mtimeMs}:${stats.ino}` };
}

/**
 * Two commands may write the same file at once; each reader sees one or the other, whole. For nobody else to read: a
 * config may have secrets as literals, and its bundle then has them too.
 */
function writeWhole(path: string, content: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
}

function nodeMajor(): string {
  return process.versions.node.split('.')[0] ?? '';
}
