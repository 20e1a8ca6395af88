import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';

/** The modules of one bundle, the entry first, and what they import. */
export interface ModuleGraph {
  /** Relative to the service's root. */
  readonly paths: readonly string[];
  /** Bytes of each in the bundle; 0 when nothing of it was used. */
  readonly bytes: readonly number[];
  /** Indexes of the modules that each imports. */
  readonly imports: readonly (readonly number[])[];
  /** What each imports that is not in the bundle: names as they are written, without Node.js's own. */
  readonly externals: readonly (readonly string[])[];
  /** Bytes of the bundle itself, with what belongs to no module. */
  readonly outputBytes: number;
}

const builtins = new Set(builtinModules);
const ownNamespaces = /^(ship-[a-z]+:|<)/;

export function makeModuleGraph(metafile: Metafile, output: string): ModuleGraph {
  const made = metafile.outputs[output];
  const entry = made?.entryPoint;
  if (!made || entry === undefined) throw new Error(`esbuild made no output ${output}`);
  const paths = reachable(metafile, entry);
  const indexOf = new Map(paths.map((path, index) => [path, index]));
  return {
    paths,
    bytes: paths.map((path) => made.inputs[path]?.bytesInOutput ?? 0),
    imports: paths.map((path) => importsOf(metafile, path).flatMap(({ path: target }) => indexOf.get(target) ?? [])),
    externals: paths.map((path) => externalsOf(metafile, path)),
    outputBytes: made.bytes,
  };
}

/** Also what was shaken out: it was read, so it may matter after a change. */
function reachable(metafile: Metafile, entry: string): string[] {
  const seen = new Set([entry]);
  for (const path of seen)
    for (const { path: target, external } of importsOf(metafile, path)) if (!external) seen.add(target);
  return [...seen];
}

function importsOf(metafile: Metafile, path: string): Metafile['inputs'][string]['imports'] {
  return metafile.inputs[path]?.imports ?? [];
}

function externalsOf(metafile: Metafile, path: string): string[] {
  const names = importsOf(metafile, path)
    .filter(({ external, path: target }) => external && !isBuiltin(target))
    .map(({ path: target }) => target);
  return [...new Set(names)];
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || name.startsWith('<') || builtins.has(name);
}

/** The files that were read, absolute; a module that only exists in the bundler is none. */
export function filesOf(graph: ModuleGraph, root: string): string[] {
  return graph.paths
    .filter((path) => !ownNamespaces.test(path))
    .map((path) => resolve(root, path.replace(/^\(disabled\):/, '')));
}
