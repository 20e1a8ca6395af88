import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { FunctionSource } from '../../model/artifact.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { readBundlesRecord, type BundleRecord } from './bundle-records.ts';
import type { Remembered } from './compare-inputs.ts';
import { findFresh, type Fresh } from './freshness.ts';
import type { Made } from './make-bundles.ts';
import { settingsKey } from './settings-key.ts';

export interface BundleRequest {
  readonly service: string;
  /** Of the service: absolute, without links. */
  readonly root: string;
  readonly sources: readonly FunctionSource[];
  readonly cache: CacheFolder;
}

export interface BundledFunction extends Pick<BundleRecord, 'exports' | 'importers'> {
  readonly entries: readonly FileEntry[];
  /** Nothing of it was made before. */
  readonly isNew: boolean;
  /** What is found in its modules. Of a new bundle that takes a while, and packing it needs none of it. */
  readonly findings: () => Pick<BundleRecord, 'warnings' | 'reads'>;
}

export interface Bundles {
  readonly bundles: ReadonlyMap<string, BundledFunction>;
  /** Writes down what the bundles were made of, for the next run. */
  readonly remember: () => void;
}

/** A bundle that was made before is gone or damaged: everything has to be made again. */
export class LostBundle extends Error {}

/**
 * The bundles of a service's entries. What they were made of is remembered: nothing changed costs asking for the state of
 * each file; something changed, and those that use it are bundled again, in one call where their settings allow.
 */
export async function bundleFunctions(request: BundleRequest): Promise<Bundles> {
  if (request.sources.length === 0) return { bundles: new Map(), remember: () => undefined };
  const lookedAtMs = Date.now();
  const settings = new Map(request.sources.map((source) => [source.name, settingsOf(source)]));
  const fresh = await findFresh(request, readBundlesRecord(request.cache, request.service), settings);
  const stale = request.sources.filter(({ name }) => !fresh.bundles.has(name));
  const made = stale.length > 0 ? await makeStale(request, stale) : [];
  const bundles = new Map([...fresh.bundles].map(([name, record]) => [name, fromRecord(request.cache, record)]));
  for (const each of made) bundles.set(each.name, fromMade(each));
  if (made.length === 0 && !fresh.hasMoved) return { bundles, remember: () => undefined };
  const { remember } = await import('../anew.ts');
  return { bundles, remember: () => remember(request, recordsOf(fresh, made, settings), lookedAtMs) };
}

function recordsOf(fresh: Fresh, made: readonly Made[], settings: ReadonlyMap<string, string>): Remembered {
  const examined = made.map(({ name, examine }) => ({ name, ...examine() }));
  return {
    bundles: new Map([
      ...fresh.bundles,
      ...examined.map(({ name, record }) => [name, { ...record, settings: settings.get(name) ?? '' }] as const),
    ]),
    inputs: new Map([...fresh.inputs, ...examined.map(({ name, inputs }) => [name, inputs] as const)]),
  };
}

async function makeStale(request: BundleRequest, stale: readonly FunctionSource[]): Promise<Made[]> {
  const { makeBundles } = await import('../anew.ts');
  return makeBundles(request, stale);
}

/** What decides about a bundle besides its files. */
function settingsOf(source: FunctionSource): string {
  // The handler: a wrapper around the entry has its name in it.
  return JSON.stringify([source.path, source.handler, settingsKey(source), process.env['NODE_PATH'] ?? '']);
}

function fromMade({ files, exports, importers, examine }: Made): BundledFunction {
  const entries = files.map(({ path, sha256, content }) =>
    memoryEntry({ path, sha256, bytes: content.length }, () => content),
  );
  return { entries, exports, importers, isNew: true, findings: () => examine().record };
}

function fromRecord(cache: CacheFolder, record: BundleRecord): BundledFunction {
  const entries = record.files.map((file) => memoryEntry(file, () => readBlob(cache.blob(file.sha256), file.crc32)));
  return { entries, exports: record.exports, importers: record.importers, isNew: false, findings: () => record };
}

function memoryEntry(
  file: Pick<BundleRecord['files'][number], 'path' | 'sha256' | 'bytes'>,
  read: () => Uint8Array,
): FileEntry {
  const { path, sha256, bytes } = file;
  return { path, executable: false, bytes, from: { kind: 'memory', sha256, read } };
}

function readBlob(path: string, checksum: number): Uint8Array {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    throw new LostBundle(path, { cause: error });
  }
  if (crc32(content) !== checksum) throw new LostBundle(path);
  return content;
}
