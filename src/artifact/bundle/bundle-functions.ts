import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { FunctionSource } from '../../model/artifact.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { readBundlesRecord, type BundleRecord } from './bundle-records.ts';
import { findFresh } from './freshness.ts';
import type { Made } from './make-bundles.ts';
import { settingsKey } from './settings-key.ts';

export interface BundleRequest {
  readonly service: string;
  /** Of the service: absolute, without links. */
  readonly root: string;
  readonly sources: readonly FunctionSource[];
  readonly cache: CacheFolder;
}

export interface BundledFunction extends Pick<BundleRecord, 'warnings' | 'exports' | 'reads' | 'importers'> {
  readonly entries: readonly FileEntry[];
}

/** A bundle that was made before is gone or damaged: everything has to be made again. */
export class LostBundle extends Error {}

/**
 * The bundles of a service's entries. What they were made of is remembered: nothing changed costs asking for the state of
 * each file; something changed, and those that use it are bundled again, in one call where their settings allow.
 */
export async function bundleFunctions(request: BundleRequest): Promise<ReadonlyMap<string, BundledFunction>> {
  if (request.sources.length === 0) return new Map();
  const lookedAtMs = Date.now();
  const settings = new Map(request.sources.map((source) => [source.name, settingsOf(source)]));
  const fresh = await findFresh(request, readBundlesRecord(request.cache, request.service), settings);
  const stale = request.sources.filter(({ name }) => !fresh.bundles.has(name));
  const made = stale.length > 0 ? await makeStale(request, stale) : [];
  const records = new Map(fresh.bundles);
  for (const { record } of made) records.set(record.name, { ...record, settings: settings.get(record.name) ?? '' });
  if (made.length > 0 || fresh.hasMoved) {
    const inputs = new Map([...fresh.inputs, ...made.map((each) => [each.record.name, each.inputs] as const)]);
    const { remember } = await import('../anew.ts');
    remember(request, records, { inputs, lookedAtMs });
  }
  const contents = new Map(made.flatMap(({ files }) => files.map(({ sha256, content }) => [sha256, content] as const)));
  return new Map([...records].map(([name, record]) => [name, toBundled(request.cache, record, contents)]));
}

async function makeStale(request: BundleRequest, stale: readonly FunctionSource[]): Promise<Made[]> {
  const { makeBundles } = await import('../anew.ts');
  return makeBundles(request, stale);
}

/** What decides about a bundle besides its files. */
function settingsOf(source: FunctionSource): string {
  return JSON.stringify([source.path, settingsKey(source), process.env['NODE_PATH'] ?? '']);
}

function toBundled(
  cache: CacheFolder,
  record: BundleRecord,
  contents: ReadonlyMap<string, Uint8Array>,
): BundledFunction {
  const entries = record.files.map(({ path, sha256, crc32, bytes }): FileEntry => ({
    path,
    executable: false,
    bytes,
    from: { kind: 'memory', sha256, read: () => contents.get(sha256) ?? readBlob(cache.blob(sha256), crc32) },
  }));
  return { ...record, entries };
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
