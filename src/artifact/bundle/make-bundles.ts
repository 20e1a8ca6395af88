import { dirname, relative, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FunctionSource } from '../../model/artifact.ts';
import { writeAtomically } from '../cache/write-atomically.ts';
import type { BundleRequest } from './bundle-functions.ts';
import { bundleGroup, type Bundle, type BundleFile } from './bundle-group.ts';
import { writeGraph, type BundleRecord } from './bundle-records.ts';
import { asksForMetadata, metadataInputs } from './decorator-metadata.ts';
import { findGlobTraps, globFolders } from './glob-imports.ts';
import { findKnownTraps, goesByWholePath } from './known-traps.ts';
import { findLatePackages } from './late-packages.ts';
import { findLateRequires } from './late-requires.ts';
import { settingsKey } from './settings-key.ts';
import { fileOf, filesOf } from './module-graph.ts';
import { findNativePackages } from './native-packages.ts';
import { findRunTimeReads, type SeenReads } from './run-time-reads.ts';
import { findSourceWarnings } from './source-warnings.ts';
import { remembering } from './remembering.ts';
import { lookAround, trackInputs, type Around } from './track-inputs.ts';
import type { TrackedInputs } from './tracked-inputs.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/** A bundle that was just made. */
export interface Made extends Pick<BundleRecord, 'exports' | 'importers'> {
  readonly name: string;
  readonly files: readonly BundleFile[];
  /**
   * What to remember of it and what it was made of; content and graph lie in the cache afterwards. Worked out when it is first
   * asked for, which takes as long as packing the bundle: that can go on meanwhile.
   */
  readonly examine: () => Examined;
}

export interface Examined {
  readonly record: Omit<BundleRecord, 'settings'>;
  readonly inputs: TrackedInputs;
}

/** Bundles entries, those with the same settings in one call. */
export async function makeBundles(request: BundleRequest, stale: readonly FunctionSource[]): Promise<Made[]> {
  const bundles = await stripWholePaths(request.root, await bundleAll(request.root, stale));
  const known: Known = {
    seen: new Map(),
    around: remembering(lookAround),
    fileOf: remembering((path) => fileOf(path, request.root)),
  };
  return bundles.map((bundle) => toMade(request, bundle, known));
}

async function bundleAll(root: string, sources: readonly FunctionSource[]): Promise<Bundle[]> {
  const groups = new Map<string, FunctionSource[]>();
  for (const source of sources) {
    const key = `${settingsKey(source)} ${asksForMetadata(source)}`;
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  const bundles = await Promise.all([...groups.values()].map((group) => bundleGroup(root, group)));
  return bundles.flat();
}

/** Where nothing is said of `stripStage`, what was bundled says whether it is needed: then the entry gets its wrapper. */
async function stripWholePaths(root: string, bundles: readonly Bundle[]): Promise<Bundle[]> {
  const concerned = bundles.filter(
    ({ source, graph }) => source.bundle.stripStage === undefined && goesByWholePath(graph),
  );
  const wrapped = concerned.map(({ source }) => ({ ...source, bundle: { ...source.bundle, stripStage: true } }));
  const again = new Map((await bundleAll(root, wrapped)).map((bundle) => [bundle.source.name, bundle]));
  // What the handler's file exports shows in the first bundle only.
  return bundles.map((bundle) => ({
    ...bundle,
    ...again.get(bundle.source.name),
    source: bundle.source,
    exports: bundle.exports,
  }));
}

/** What was found out about the disk for one bundle, for the others too. */
interface Known {
  readonly seen: SeenReads;
  readonly around: (folder: string) => Around;
  readonly fileOf: (path: string) => string;
}

function toMade(request: BundleRequest, bundle: Bundle, known: Known): Made {
  const { source, files, graph, exports } = bundle;
  const importers = importersOf(request.root, bundle);
  let examined: Examined | undefined;
  const examine = (): Examined => (examined ??= { record: keep(request, bundle, known), inputs: inputsOf() });
  const inputsOf = (): TrackedInputs => {
    const files = [...filesOf(graph, known.fileOf), ...metadataInputs(request.root, source)];
    const folders = globFolders(graph, request.root);
    return trackInputs({ files, folders }, source.bundle.tsconfig, known.around);
  };
  return { name: source.name, files, exports, importers, examine };
}

/** Folders of modules that import what is shipped beside the bundle. */
function importersOf(root: string, { source, graph }: Bundle): string[] {
  const { nodeModules } = source.bundle;
  const importers = graph.paths.filter((_, index) =>
    graph.externals[index]?.some((name) => isOneOf(nodeModules, name)),
  );
  const folders = importers.map((path) => withSlashes(relative(root, dirname(resolve(root, path)))));
  return [...new Set(folders)].toSorted();
}

function keep({ root, cache, service }: BundleRequest, bundle: Bundle, { seen }: Known): Examined['record'] {
  const { source, files, graph, warnings, exports } = bundle;
  const { tsconfig, nodeModules } = source.bundle;
  for (const { sha256, content } of files) writeAtomically(cache.blob(sha256), content);
  writeGraph(cache, service, source.name, graph);
  return {
    files: files.map(({ path, sha256, content }) => ({ path, sha256, crc32: crc32(content), bytes: content.length })),
    warnings: [
      ...warnings,
      ...findSourceWarnings(graph, root, tsconfig),
      ...findGlobTraps(graph),
      ...findLatePackages(graph, root, nodeModules),
      ...(mentions(files[0], 'createRequire') ? findLateRequires(graph, root, nodeModules) : []),
      ...findNativePackages(graph, root),
      ...findKnownTraps(graph, source),
    ],
    exports,
    reads: findRunTimeReads(graph, files[0]?.content ?? new Uint8Array(0), { root, seen }),
    importers: importersOf(root, bundle),
  };
}

/** A look at the bundle saves looking at each of its modules. */
function mentions(file: BundleFile | undefined, word: string): boolean {
  const { buffer, byteOffset, byteLength } = file?.content ?? new Uint8Array(0);
  return Buffer.from(buffer, byteOffset, byteLength).includes(word);
}

/** Also `pg/lib/client` of `pg`. */
function isOneOf(packages: readonly string[], name: string): boolean {
  return packages.some((each) => name === each || name.startsWith(`${each}/`));
}
