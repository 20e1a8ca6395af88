import { readdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { ModuleGraph } from './module-graph.ts';

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
    const fixed = glob.slice(0, glob.indexOf('*'));
    const base = resolve(root, posix.dirname(path), fixed.slice(0, fixed.lastIndexOf('/') + 1));
    return glob.includes('**/') ? [base, ...foldersBelow(base)] : [base];
  });
}

/** Node.js tries the extensions of a file; in a bundle there is only the name. */
export function findBareGlobs(graph: ModuleGraph): PackagingWarning[] {
  return globsOf(graph)
    .filter(({ path, glob }) => glob.endsWith('*') && !/(^|\/)node_modules\//.test(path))
    .map(({ path, glob }) => {
      const shown = glob.replaceAll('**/', '');
      return {
        kind: 'dynamic-require',
        message: `it loads ${shown} by name, and in a bundle only names with their extension are found`,
        file: path,
        next: `write the extension where the name is put together: ${shown}.js`,
      };
    });
}

function globsOf({ paths, globs }: ModuleGraph): { readonly path: string; readonly glob: string }[] {
  return paths.flatMap((path, at) => (globs[at] ?? []).map((glob) => ({ path, glob })));
}

function foldersBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .flatMap(({ name }) => [resolve(folder, name), ...foldersBelow(resolve(folder, name))]);
  } catch {
    return []; // There is none yet: the folder it would be in is known by its parent.
  }
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
