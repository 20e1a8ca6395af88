import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../cache/write-atomically.ts';
import { fromProject, projectOf, readText } from './services-index.ts';

/**
 * Folders outside of a service that its bundles were made from: packages of the same repository. What is staged there
 * touches the service too.
 */
export function writeOutsideInputs(cacheDir: string, service: string, folders: readonly string[]): void {
  const text = JSON.stringify(folders.map((folder) => fromProject(projectOf(cacheDir), folder)));
  const path = pathOf(cacheDir, service);
  if (readText(path) !== text) writeAtomically(path, text);
}

/** By service. */
export function readOutsideInputs(cacheDir: string): ReadonlyMap<string, readonly string[]> {
  let names: string[];
  try {
    names = readdirSync(folderOf(cacheDir));
  } catch {
    return new Map();
  }
  return new Map(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) => [
        decodeURIComponent(name.slice(0, -'.json'.length)),
        parse(readText(join(folderOf(cacheDir), name))),
      ]),
  );
}

function parse(text: string | undefined): readonly string[] {
  try {
    const folders: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(folders) ? folders.filter((folder) => typeof folder === 'string') : [];
  } catch {
    return []; // Cut short: it is written anew with the next packaging.
  }
}

function folderOf(cacheDir: string): string {
  return join(cacheDir, 'outside-inputs');
}

function pathOf(cacheDir: string, service: string): string {
  return join(folderOf(cacheDir), `${encodeURIComponent(service)}.json`);
}
