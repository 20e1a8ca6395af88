import { readdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { ModuleGraph } from './module-graph.ts';
import { ignoredNames } from './tracked-inputs.ts';

/**
 * `require('./routes/' + name)`: esbuild bundles every file that it may mean, and names in its metafile only the pattern,
 * as if it lay outside of the bundle.
 */
export const isGlob = (path: string): boolean => /^\.{1,2}\//.test(path) && path.includes('*');

/** Of the bundle's inputs, those that a module's pattern means. All are relative to the same folder. */
export function matchingInputs(inputs: readonly string[], importer: string, glob: string): string[] {
  const pattern = posix.join(posix.dirname(importer), glob);
  const source = pattern
    .split('**/')
    .map((part) => part.split('*').map(escape).join('[^/]*'))
    .join('(?:.*/)?');
  const matches = new RegExp(`^${source}$`, 'su');
  return inputs.filter((input) => matches.test(input));
}

/** Where a file that appears would be meant as well, absolute: the pattern's folder, and those below it. */
export function globFolders(graph: ModuleGraph, root: string): string[] {
  return globsOf(graph).flatMap(({ path, glob }) => {
    const base = resolve(root, posix.dirname(path), baseOf(glob));
    return glob.includes('**/') ? [base, ...foldersBelow(base)] : [base];
  });
}

/** Patterns that are met otherwise than people think. */
export function findGlobTraps(graph: ModuleGraph): PackagingWarning[] {
  return globsOf(graph)
    .filter(({ path }) => !/(^|\/)node_modules\//.test(path))
    .flatMap(({ path, glob }) => [...bare(path, glob), ...tooWide(graph, path, glob)]);
}

const shown = (glob: string): string => glob.replaceAll('**/', '');

/** Node.js tries the extensions of a file; in a bundle there is only the name. */
function bare(file: string, glob: string): PackagingWarning[] {
  if (!glob.endsWith('*')) return [];
  const message = `it loads ${shown(glob)} by name, and in a bundle only names with their extension are found`;
  const next = `write the extension where the name is put together: ${shown(glob)}.js`;
  return [{ kind: 'dynamic-require', message, file, next }];
}

/** A pattern goes into every folder, and what ship has put into its own would change with every run. */
function tooWide(graph: ModuleGraph, file: string, glob: string): PackagingWarning[] {
  const base = posix.join(posix.dirname(file), baseOf(glob));
  const within = matchingInputs(graph.paths, file, glob).map((path) => posix.relative(base, path).split('/'));
  const folders = ['node_modules', ...ignoredNames].filter((name) => within.some((parts) => parts.includes(name)));
  if (folders.length === 0) return [];
  const message = `it loads ${shown(glob)} by name, so all that lies in ${folders.join(' and ')} is bundled too`;
  const next = 'put what it loads into a folder of its own, and name that in the code';
  return [{ kind: 'dynamic-require', message, file, next }];
}

/** `./routes/` of `./routes/a*.js` */
function baseOf(glob: string): string {
  const fixed = glob.slice(0, glob.indexOf('*'));
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

function globsOf({ paths, globs }: ModuleGraph): { readonly path: string; readonly glob: string }[] {
  return paths.flatMap((path, at) => (globs[at] ?? []).map((glob) => ({ path, glob })));
}

function foldersBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !ignoredNames.has(entry.name))
      .flatMap(({ name }) => [resolve(folder, name), ...foldersBelow(resolve(folder, name))]);
  } catch {
    return []; // There is none yet: the folder it would be in is known by its parent.
  }
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
