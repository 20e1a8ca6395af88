import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { asList, asObject, asText } from './draft.ts';
import { readYaml } from './read-yaml.ts';

/** Where the services of a repository lie by custom, when nothing says which of its folders are packages. */
const usual = ['services/*', 'functions/*', 'lambdas/*', 'apps/*', 'packages/*'];

/** Folders of a repository that may each be a service, relative to it: its workspaces, as npm, yarn and pnpm write them. */
export function workspacesOf(root: string): readonly string[] {
  const written = [
    ...patternsOf(join(root, 'package.json'), 'workspaces'),
    ...patternsOf(join(root, 'pnpm-workspace.yaml'), 'packages'),
  ];
  const excluded = new Set(written.flatMap((one) => (one.startsWith('!') ? foldersOf(root, one.slice(1)) : [])));
  const patterns = written.length > 0 ? written : usual;
  return [...new Set(patterns.flatMap((one) => foldersOf(root, one)))].filter((folder) => !excluded.has(folder));
}

function patternsOf(file: string, key: string): readonly string[] {
  const value = existsSync(file) ? readYaml(file)[key] : undefined;
  return asList(asObject(value)['packages'] ?? value)
    .map((pattern) => posix.normalize(asText(pattern)).replace(/\/$/, ''))
    .filter((pattern) => pattern !== '.');
}

/** A folder, or with a star at the end those in it. Deeper ones are no custom. */
function foldersOf(root: string, pattern: string): readonly string[] {
  const [parent = ''] = pattern.split(/\/\*+$/);
  if (parent.includes('*') || !existsSync(join(root, parent))) return [];
  if (parent === pattern) return [parent];
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map(({ name }) => posix.join(parent, name))
    .toSorted();
}
