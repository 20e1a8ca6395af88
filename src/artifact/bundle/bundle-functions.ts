import { readFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import { dirname, relative, resolve } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import { writeAtomically } from '../cache/write-atomically.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { bundleGroup, type Bundle, type BundleFile } from './bundle-group.ts';
import { readBundlesRecord, writeGraph, type BundleRecord } from './bundle-records.ts';
import { settingsKey } from './esbuild-options.ts';
import { findFresh, remember } from './freshness.ts';
import { filesOf } from './module-graph.ts';
import { findRunTimeReads } from './run-time-reads.ts';
import { findSourceWarnings } from './source-warnings.ts';
import { trackInputs, type TrackedInputs } from './tracked-inputs.ts';

export interface BundleRequest {
  readonly service: string;
  /** Of the service: absolute, without links. */
  readonly root: string;
  readonly sources: readonly FunctionSource[];
  readonly cache: CacheFolder;
}

export interface BundledFunction extends Pick<BundleRecord, 'warnings' | 'reads' | 'importers'> {
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
  const fresh = findFresh(request, readBundlesRecord(request.cache, request.service), settings);
  const stale = request.sources.filter(({ name }) => !fresh.bundles.has(name));
  const made = await makeBundles(request, stale);
  const records = new Map(fresh.bundles);
  for (const { record } of made) records.set(record.name, { ...record, settings: settings.get(record.name) ?? '' });
  if (made.length > 0 || fresh.hasMoved) {
    const inputs = new Map([...fresh.inputs, ...made.map((each) => [each.record.name, each.inputs] as const)]);
    remember(request, records, { inputs, lookedAtMs });
  }
  const contents = new Map(made.flatMap(({ files }) => files.map(({ sha256, content }) => [sha256, content] as const)));
  return new Map([...records].map(([name, record]) => [name, toBundled(request.cache, record, contents)]));
}

interface Made {
  readonly record: Omit<BundleRecord, 'settings'> & { readonly name: string };
  readonly files: readonly BundleFile[];
  readonly inputs: TrackedInputs;
}

/** What decides about a bundle besides its files. */
function settingsOf(source: FunctionSource): string {
  return hash('sha256', `${source.path}\0${settingsKey(source)}\0${process.env['NODE_PATH'] ?? ''}`, 'base64url');
}

async function makeBundles(request: BundleRequest, stale: readonly FunctionSource[]): Promise<Made[]> {
  const groups = new Map<string, FunctionSource[]>();
  for (const source of stale) groups.set(settingsKey(source), [...(groups.get(settingsKey(source)) ?? []), source]);
  const bundles = await Promise.all([...groups.values()].map((group) => bundleGroup(request.root, group)));
  return bundles.flat().map((bundle) => keep(request, bundle));
}

function keep({ root, cache, service }: BundleRequest, bundle: Bundle): Made {
  const { source, files, graph, warnings } = bundle;
  const { tsconfig } = source.bundle;
  for (const { sha256, content } of files) writeAtomically(cache.blob(sha256), content);
  writeGraph(cache, service, source.name, graph);
  const importers = graph.paths.filter((_, index) => (graph.externals[index] ?? []).length > 0);
  const record = {
    name: source.name,
    files: files.map(({ path, sha256, content }) => ({ path, sha256, bytes: content.length })),
    warnings: [...warnings, ...findSourceWarnings(graph, root, tsconfig)],
    reads: findRunTimeReads(graph, root, files[0]?.content ?? new Uint8Array(0)),
    importers: [...new Set(importers.map((path) => relative(root, dirname(resolve(root, path)))))].toSorted(),
  };
  return { record, files, inputs: trackInputs(filesOf(graph, root), tsconfig) };
}

function toBundled(
  cache: CacheFolder,
  record: BundleRecord,
  contents: ReadonlyMap<string, Uint8Array>,
): BundledFunction {
  const entries = record.files.map(({ path, sha256, bytes }): FileEntry => ({
    path,
    executable: false,
    bytes,
    from: { kind: 'memory', sha256, read: () => contents.get(sha256) ?? readBlob(cache, sha256) },
  }));
  return { ...record, entries };
}

function readBlob(cache: CacheFolder, sha256: string): Uint8Array {
  let content: Buffer;
  try {
    content = readFileSync(cache.blob(sha256));
  } catch (error) {
    throw new LostBundle(sha256, { cause: error });
  }
  if (hash('sha256', content, 'hex') !== sha256) throw new LostBundle(sha256);
  return content;
}
