import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { IndexedService, ServicesIndex } from '../../model/services-index.ts';
import { writeAtomically } from '../cache/write-atomically.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/** Writes the index unless it is there as it should be. `cacheDir`: `.ship/cache` of the project. */
export function writeServicesIndex(
  cacheDir: string,
  config: {
    readonly inputs: readonly string[];
    readonly services: readonly { readonly name: string; readonly root: string }[];
  },
): void {
  const projectRoot = projectOf(cacheDir);
  const paths = [...new Set(config.inputs.map((input) => fromProject(projectRoot, input)))].toSorted();
  const index: ServicesIndex = {
    schema: 1,
    inputs: paths.map((path) => ({ path, state: stateOf(join(projectRoot, path)) })),
    services: config.services.map(({ name, root }) => ({ name, root: fromProject(projectRoot, root) })),
  };
  const text = JSON.stringify(index);
  if (readText(indexPath(cacheDir)) === text) return;
  try {
    writeAtomically(indexPath(cacheDir), text);
  } catch {
    return; // A folder that cannot be written to: the next commit loads the config instead.
  }
}

/** The services, when the index is there and the config has not changed since; otherwise the config has to be loaded. */
export function readServicesIndex(cacheDir: string): readonly IndexedService[] | undefined {
  const projectRoot = projectOf(cacheDir);
  const index = parse(readText(indexPath(cacheDir)));
  const holds = index?.inputs.every(({ path, state }) => stateOf(join(projectRoot, path)) === state);
  return holds ? index?.services : undefined;
}

function indexPath(cacheDir: string): string {
  return join(cacheDir, 'services-index.json');
}

/** The cache lies in `.ship/cache` of the project, whose place is not written down: the project may be moved. */
export function projectOf(cacheDir: string): string {
  return dirname(dirname(cacheDir));
}

function parse(text: string | undefined): ServicesIndex | undefined {
  try {
    const index = JSON.parse(text ?? 'null') as ServicesIndex | null;
    return index?.schema === 1 && index.inputs.length > 0 ? index : undefined;
  } catch {
    return undefined; // Cut short: it is written anew with the next load of the config.
  }
}

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function stateOf(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.size}:${stats.mtimeMs}:${stats.ino}` : 'absent';
}

export function fromProject(projectRoot: string, path: string): string {
  return withSlashes(relative(projectRoot, path)) || '.';
}
