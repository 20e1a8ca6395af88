import type { PackagingWarning } from '../../model/packaged-service.ts';
import { readEsbuildVersion, type CacheFolder } from '../cache/cache-folder.ts';
import { readSealed, writeSealed } from '../cache/sealed-json.ts';
import type { ModuleGraph } from './module-graph.ts';
import type { RunTimeRead } from './run-time-reads.ts';
import type { TrackedInputs } from './tracked-inputs.ts';

/** Of a bundle that was made before: enough to ship it again. */
export interface BundleRecord {
  /** Place and settings of the entry, as one text. */
  readonly settings: string;
  readonly files: readonly {
    readonly path: string;
    readonly sha256: string;
    /** Of the same: damage in the cache is noticed. */
    readonly crc32: number;
    readonly bytes: number;
  }[];
  readonly warnings: readonly PackagingWarning[];
  /** Of the bundle, where they are known. */
  readonly exports?: readonly string[] | undefined;
  /** Files that the code seems to read when it runs. */
  readonly reads: readonly RunTimeRead[];
  /** Folders of modules that import packages which are not in the bundle, relative to the service's root. */
  readonly importers: readonly string[];
}

/** Read at every start, so it holds no more than what is needed to find that nothing has changed. */
export interface BundlesRecord {
  readonly esbuild: string;
  readonly tracked: TrackedInputs;
  /** See `inputsState`; empty when it is not to be trusted. */
  readonly state: string;
  readonly bundles: Readonly<Record<string, BundleRecord>>;
  /** Of the inputs record that belongs to this one. */
  readonly inputsId: string;
}

/** Read when something has changed, to find out what. */
export interface InputsRecord {
  readonly id: string;
  /** See `contentOf`, in the order of `listInputs`; empty: not to be trusted. */
  readonly contents: readonly string[];
  /** Function -> indexes into that list. */
  readonly usedBy: Readonly<Record<string, readonly number[]>>;
}

export function readBundlesRecord(cache: CacheFolder, service: string): BundlesRecord | undefined {
  if (!cache.reads) return undefined;
  const record = readSealed(cache.record('bundles', service)) as BundlesRecord | undefined;
  return record?.esbuild === readEsbuildVersion() ? record : undefined;
}

export function readInputsRecord(cache: CacheFolder, service: string, id: string): InputsRecord | undefined {
  const record = readSealed(cache.record('inputs', service)) as InputsRecord | undefined;
  return record?.id === id ? record : undefined;
}

export function writeBundlesRecord(
  cache: CacheFolder,
  service: string,
  record: Omit<BundlesRecord, 'esbuild' | 'inputsId'>,
  inputs: InputsRecord,
): void {
  // Two files are not one write: the id tells a reader whether they belong together.
  writeSealed(cache.record('inputs', service), inputs);
  writeSealed(cache.record('bundles', service), { ...record, inputsId: inputs.id, esbuild: readEsbuildVersion() });
}

/** Needed for the size report only. */
export function readGraph(cache: CacheFolder, service: string, name: string): ModuleGraph | undefined {
  return readSealed(cache.record('graph', service, name)) as ModuleGraph | undefined;
}

export function writeGraph(cache: CacheFolder, service: string, name: string, graph: ModuleGraph): void {
  writeSealed(cache.record('graph', service, name), graph);
}
