import { dirname } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { readJson, readPackageJson } from '../collect/packages/package-json.ts';
import type { PlacedPackage } from '../collect/packages/place-packages.ts';
import { checkNativeModules, placeOf } from '../native/check-native-modules.ts';
import type { InstalledPackage } from '../native/platform-package.ts';
import { runtimePlatform } from '../native/runtime-platform.ts';

/** Native modules among the packages that were asked for: what they need must be there. */
export function checkSelectedModules(
  { runtime, architecture }: FunctionSource,
  entries: readonly FileEntry[],
  packages: readonly PlacedPackage[],
): PackagingWarning[] {
  const optional = new Set(packages.filter(({ isOptional }) => isOptional).map(({ place }) => place));
  const placed = new Map(packages.map(({ place, name, manifest }) => [place, { name, manifest }]));
  return checkNativeModules({
    entries,
    runtime: runtimePlatform(runtime, architecture),
    isOptional: (place) => optional.has(place),
    packages: () => placed,
    from: 'selected',
  });
}

/** Native modules in a folder, where nobody says what is needed: packages for development and other platforms lie beside. */
export function checkFolderModules(
  { runtime, architecture }: FunctionSource,
  entries: readonly FileEntry[],
): PackagingWarning[] {
  const marks = readMarks(entries);
  const packages = once(() => readPackages(entries));
  return checkNativeModules({
    entries,
    runtime: runtimePlatform(runtime, architecture),
    isOptional: (place) => marks.has(place),
    packages,
    from: 'tree',
  });
}

interface InstallRecord {
  readonly packages?: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
}

/** Places that npm marks as needed for development only, or as optional. */
function readMarks(entries: readonly FileEntry[]): Set<string> {
  const record = entries.find(({ path }) => path === 'node_modules/.package-lock.json')?.from;
  const { packages = {} } =
    (record?.kind === 'disk' ? (readJson(record.path) as InstallRecord | undefined) : undefined) ?? {};
  return new Set(Object.keys(packages).filter((place) => packages[place]?.dev ?? packages[place]?.optional));
}

function readPackages(entries: readonly FileEntry[]): Map<string, InstalledPackage> {
  const packages = new Map<string, InstalledPackage>();
  for (const { path, from } of entries) {
    const place = placeOf(path);
    if (place === '' || path !== `${place}/package.json` || from.kind !== 'disk') continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    packages.set(place, { name, manifest: readPackageJson(dirname(from.path)) ?? {} });
  }
  return packages;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
