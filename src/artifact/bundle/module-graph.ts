import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { withSlashes } from '../../model/with-slashes.ts';
import { isGlob, matchingInputs } from './glob-imports.ts';

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
  /** Patterns of what each loads by a name that is put together when it runs. */
  readonly globs: readonly (readonly string[])[];
  /** Bytes of the bundle itself, with what belongs to no module. */
  readonly outputBytes: number;
}

const builtins = new Set(builtinModules);
const ownNamespaces = /^(ship-[a-z]+:|<)/;

/** What each module imports, for all bundles of one call. */
export type ImportIndex = ReadonlyMap<string, Imports>;

interface Imports {
  readonly targets: readonly string[];
  readonly externals: readonly string[];
  readonly globs: readonly string[];
}

export function indexImports({ inputs }: Metafile): ImportIndex {
  return new Map(
    Object.entries(inputs).map(([path, { imports }]) => {
      const outside = imports.filter(({ external, path: name }) => external && !isBuiltin(name));
      const names = [...new Set(outside.map((each) => each.path))];
      const globs = names.filter(isGlob);
      return [
        path,
        {
          targets: [
            ...imports.filter(({ external }) => !external).map((each) => each.path),
            ...globs.flatMap((glob) => matchingInputs(Object.keys(inputs), path, glob)),
          ],
          externals: names.filter((name) => !isGlob(name)),
          globs,
        },
      ];
    }),
  );
}

export function makeModuleGraph(metafile: Metafile, index: ImportIndex, output: string): ModuleGraph {
  const made = metafile.outputs[output];
  const entry = userEntry(index, made?.entryPoint);
  if (!made || entry === undefined) throw new Error(`esbuild made no output ${output}`);
  const paths = reachable(index, entry);
  const places = new Map(paths.map((path, at) => [path, at]));
  return {
    paths,
    bytes: paths.map((path) => made.inputs[path]?.bytesInOutput ?? 0),
    imports: paths.map((path) => (index.get(path)?.targets ?? []).flatMap((target) => places.get(target) ?? [])),
    externals: paths.map((path) => index.get(path)?.externals ?? []),
    globs: paths.map((path) => index.get(path)?.globs ?? []),
    outputBytes: made.bytes,
  };
}

/** What the bundler was given may be a module around the user's. */
function userEntry(index: ImportIndex, entry: string | undefined): string | undefined {
  if (entry === undefined || !ownNamespaces.test(entry)) return entry;
  return index.get(entry)?.targets.find((target) => !ownNamespaces.test(target));
}

/** Also what was shaken out: it was read, so it may matter after a change. */
function reachable(index: ImportIndex, entry: string): string[] {
  const seen = new Set([entry]);
  for (const path of seen) for (const target of index.get(path)?.targets ?? []) seen.add(target);
  return [...seen];
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || name.startsWith('<') || builtins.has(name);
}

/** The files that were read, absolute; a module that only exists in the bundler is none. */
export function filesOf(graph: ModuleGraph, toFile: (path: string) => string): string[] {
  return graph.paths.filter((path) => !ownNamespaces.test(path)).map(toFile);
}

export function fileOf(path: string, root: string): string {
  return onDisk(resolve(root, path.replace(/^\(disabled\):/, '')));
}

/**
 * Yarn's Plug'n'Play leaves packages in zips, and gives those with peers paths of their own, which mean others: the zip is
 * the file (https://yarnpkg.com/advanced/lexicon#virtual-package).
 */
export function onDisk(path: string): string {
  const virtual = /^(.*)\/__virtual__\/[^/]+\/(\d+)\/(.*)$/s.exec(withSlashes(path));
  const [, base = '', up = '0', rest = ''] = virtual ?? [];
  const real = virtual ? resolve(base, '../'.repeat(Number(up)), rest) : path;
  return real.replace(/(\.zip)[\\/]node_modules[\\/].*$/s, '$1');
}

export const isZippedPackage = (file: string): boolean => file.endsWith('.zip');
