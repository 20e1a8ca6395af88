import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isZippedPackage } from './module-graph.ts';
import type { TrackedInputs } from './tracked-inputs.ts';
import { tsconfigChain } from './tsconfig-chain.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/** What lies in a folder, or is made of its name, that decides about what is found from there. */
export interface Around {
  /** Folders in which a package that appears may be found before the one that was used. */
  readonly modules: readonly string[];
  /** Files that say how others are read. */
  readonly manifests: readonly string[];
}

export function lookAround(folder: string): Around {
  return { modules: modulesAt(folder), manifests: manifestsAt(folder) };
}

/** Everything that the bundler asked for, or would find first if it were there. */
export function trackInputs(
  { files: inputs, folders: more }: Pick<TrackedInputs, 'files' | 'folders'>,
  tsconfig: string | undefined,
  around: (folder: string) => Around,
): TrackedInputs {
  const folders = new Set(
    inputs
      .filter((input) => !isZippedPackage(input))
      .map((input) => dirname(input))
      .concat(more),
  );
  const ancestors = new Set<string>();
  for (const folder of folders) addAncestors(folder, folders, ancestors);
  for (const folder of [...folders, ...ancestors]) for (const each of around(folder).modules) folders.add(each);
  for (const folder of folders) ancestors.delete(folder);
  const files = new Set([...inputs, ...(tsconfig ? tsconfigChain(tsconfig) : [])]);
  for (const folder of [...folders, ...ancestors]) for (const each of around(folder).manifests) files.add(each);
  return { files: [...files].toSorted(), folders: [...folders].toSorted(), ancestors: [...ancestors].toSorted() };
}

function addAncestors(folder: string, folders: ReadonlySet<string>, ancestors: Set<string>): void {
  const parent = dirname(folder);
  if (parent === folder || ancestors.has(parent)) return;
  if (!folders.has(parent)) ancestors.add(parent);
  addAncestors(parent, folders, ancestors);
}

function modulesAt(folder: string): string[] {
  const isScope = basename(folder).startsWith('@') && basename(dirname(folder)) === 'node_modules';
  const modules = join(folder, 'node_modules');
  const hasModules = basename(folder) !== 'node_modules' && existsSync(modules);
  return [...(isScope ? [folder] : []), ...(hasModules ? [modules] : [])];
}

function manifestsAt(folder: string): string[] {
  const manifest = join(folder, 'package.json');
  const own = existsSync(manifest) ? [manifest] : [];
  if (withSlashes(folder).includes('/node_modules/')) return own;
  // Where Yarn says which package is which.
  const ofYarn = ['.pnp.cjs', '.pnp.data.json'].map((name) => join(folder, name)).filter((file) => existsSync(file));
  const settings = ['tsconfig.json', 'jsconfig.json'].flatMap((name) => tsconfigChain(join(folder, name)));
  return [...own, ...ofYarn, ...settings];
}
