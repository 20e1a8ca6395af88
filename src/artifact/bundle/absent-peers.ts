import { dirname, resolve } from 'node:path';
import type { BuildFailure } from 'esbuild';
import { readPackageJson, type PackageJson } from '../collect/packages/package-json.ts';
import { packageOf } from './run-time-reads.ts';
import { packageName, unresolvedName } from './to-bundle-error.ts';

/**
 * Packages that are not installed and that only other packages ask for, which say themselves that they can do without:
 * NestJS tries half a dozen when it starts. Node.js leaves such an import to the moment it is reached, and so does the bundle.
 * As they were asked for: of a package that is installed only that part may be absent.
 */
export function findAbsentPeers(error: unknown, root: string): string[] {
  const { errors } = error as Partial<BuildFailure>;
  const asked = (Array.isArray(errors) ? errors : []).flatMap(({ text, location }) => {
    const specifier = unresolvedName(text);
    return specifier === undefined ? [] : [{ specifier, name: packageName(specifier), file: location?.file ?? '' }];
  });
  const needed = new Set(asked.filter(({ name, file }) => !isOptional(name, file, root)).map(({ name }) => name));
  return [...new Set(asked.flatMap(({ specifier, name }) => (needed.has(name) ? [] : [specifier])))];
}

function isOptional(name: string, file: string, root: string): boolean {
  if (packageOf(file) === undefined) return false;
  const manifest = nearestManifest(dirname(resolve(root, file)));
  return manifest?.peerDependenciesMeta?.[name]?.optional === true || name in (manifest?.optionalDependencies ?? {});
}

/** The package's own: a folder in between may have one that only says `{"type":"commonjs"}`. */
function nearestManifest(folder: string): PackageJson | undefined {
  const manifest = readPackageJson(folder);
  if (manifest?.name !== undefined || dirname(folder) === folder) return manifest;
  return nearestManifest(dirname(folder));
}
