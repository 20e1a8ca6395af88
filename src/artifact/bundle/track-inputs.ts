import { basename, dirname, join } from 'node:path';
import { isZippedPackage } from './module-graph.ts';
import type { TrackedInputs } from './tracked-inputs.ts';
import { tsconfigChain } from './tsconfig-chain.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/** Whether a path is there. Bundles of one service share most of their folders: whoever asks may remember. */
export type Exists = (path: string) => boolean;

/** Everything that the bundler asked for, or would find first if it were there. */
export function trackInputs(inputs: readonly string[], tsconfig: string | undefined, exists: Exists): TrackedInputs {
  const folders = new Set(inputs.filter((input) => !isZippedPackage(input)).map((input) => dirname(input)));
  const ancestors = new Set<string>();
  for (const folder of folders) addAncestors(folder, folders, ancestors);
  for (const folder of [...folders, ...ancestors]) addModuleFolders(folder, folders, exists);
  for (const folder of folders) ancestors.delete(folder);
  const files = new Set([...inputs, ...(tsconfig ? tsconfigChain(tsconfig) : [])]);
  for (const folder of [...folders, ...ancestors]) addManifests(folder, files, exists);
  return { files: [...files].toSorted(), folders: [...folders].toSorted(), ancestors: [...ancestors].toSorted() };
}

function addAncestors(folder: string, folders: ReadonlySet<string>, ancestors: Set<string>): void {
  const parent = dirname(folder);
  if (parent === folder || ancestors.has(parent)) return;
  if (!folders.has(parent)) ancestors.add(parent);
  addAncestors(parent, folders, ancestors);
}

/** A package that appears in one of them may be found before the one that was used. */
function addModuleFolders(folder: string, folders: Set<string>, exists: Exists): void {
  if (basename(folder).startsWith('@') && basename(dirname(folder)) === 'node_modules') folders.add(folder);
  const modules = join(folder, 'node_modules');
  if (basename(folder) !== 'node_modules' && exists(modules)) folders.add(modules);
}

function addManifests(folder: string, files: Set<string>, exists: Exists): void {
  const isInPackage = withSlashes(folder).includes('/node_modules/');
  const manifest = join(folder, 'package.json');
  if (exists(manifest)) files.add(manifest);
  if (isInPackage) return;
  // Where Yarn says which package is which.
  for (const name of ['.pnp.cjs', '.pnp.data.json']) if (exists(join(folder, name))) files.add(join(folder, name));
  for (const name of ['tsconfig.json', 'jsconfig.json'])
    for (const file of tsconfigChain(join(folder, name))) files.add(file);
}
