import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArtifactError } from './artifact-error.ts';
import type { FileEntry } from './file-set.ts';
import { walkFolder } from './walk-folder.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packages that are shipped as they are, with everything they depend on, flat under node_modules. */
export function copyNodeModules(root: string, names: readonly string[]): readonly FileEntry[] {
  const found = new Map<string, string>();
  for (const name of names) collect(name, root, found, false);
  return [...found].flatMap(([name, folder]) =>
    walkFolder(folder, `node_modules/${name}`).filter(({ path }) => !nested(path, name)),
  );
}

function collect(name: string, from: string, found: Map<string, string>, optional: boolean): void {
  if (found.has(name)) return;
  const folder = findPackage(name, from);
  if (!folder) {
    if (optional) return;
    throw new ArtifactError('ENTRY_MISSING', `package ${name} is not installed`, [
      `looked for node_modules/${name} from ${from} upwards`,
    ]);
  }
  found.set(name, folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const dependency of Object.keys(manifest.dependencies ?? {})) collect(dependency, folder, found, false);
  for (const dependency of Object.keys(manifest.optionalDependencies ?? {})) collect(dependency, folder, found, true);
}

function findPackage(name: string, from: string): string | undefined {
  const candidate = join(from, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  const parent = dirname(from);
  return parent === from ? undefined : findPackage(name, parent);
}

/** A package's own nested node_modules is collected by name, not by place. */
function nested(path: string, name: string): boolean {
  return path.startsWith(`node_modules/${name}/node_modules/`);
}
