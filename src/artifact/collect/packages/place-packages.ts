import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArtifactError } from '../../artifact-error.ts';
import { findPackage } from './find-package.ts';
import { readPackageJson, type PackageJson } from './package-json.ts';
import { isFor, type Platform } from './platform.ts';

/** A package and where it comes to lie: `node_modules/a`, or `node_modules/b/node_modules/a` beside another version. */
export interface PlacedPackage {
  readonly name: string;
  readonly folder: string;
  readonly place: string;
  readonly manifest: PackageJson;
  /** Reached through optional dependencies only. */
  readonly isOptional: boolean;
}

export interface Placement {
  readonly packages: readonly PlacedPackage[];
  /** Dependencies that are declared and not installed: `pg needs pg-native`. */
  readonly missing: readonly string[];
}

interface Wanted {
  readonly name: string;
  readonly from: string;
  readonly isOptional: boolean;
  /** Place of the package that wants it; empty for the function itself. */
  readonly below: string;
}

/** Nesting this deep is two packages that need each other in ever other versions. */
const DEEPEST = 40;

/**
 * Packages and all that they depend on, laid out so that Node.js finds for each the version that it finds here. What does
 * not run on the platform is left out. Throws PACKAGE_MISSING when one that was asked for is not installed.
 */
export function placePackages(
  names: readonly string[],
  from: { readonly folders: readonly string[]; readonly platform: Platform },
): Placement {
  const places = new Map<string, PlacedPackage>();
  const missing: string[] = [];
  const queue: Wanted[] = names.map((name) => ({
    name,
    from: startOf(name, from.folders),
    isOptional: false,
    below: '',
  }));
  // Breadth first: all that one package needs is placed before what those need, so nothing is put in front of it later.
  for (let wanted = queue.shift(); wanted; wanted = queue.shift()) {
    const found = locate(wanted);
    if (!found) missing.push(...complain(wanted));
    else if (isFor(found.manifest, from.platform)) queue.push(...place(found, wanted, places));
  }
  const packages = [...places.values()].toSorted((a, b) => (a.place < b.place ? -1 : 1));
  return { packages, missing: missing.toSorted() };
}

interface Located {
  readonly folder: string;
  readonly manifest: PackageJson;
}

function startOf(name: string, folders: readonly string[]): string {
  const start = folders.find((folder) => findPackage(name, folder));
  if (start !== undefined) return start;
  const looked = [`looked for node_modules/${name} from ${folders[0] ?? '?'} upwards`, 'bundle.nodeModules names it'];
  const next = folders.some(usesPlugAndPlay)
    ? [
        "Yarn's Plug'n'Play has no node_modules to ship from: nodeLinker: node-modules in .yarnrc.yml, then yarn install",
      ]
    : [];
  throw new ArtifactError('PACKAGE_MISSING', `package ${name} is not installed`, looked, { next });
}

function usesPlugAndPlay(folder: string): boolean {
  if (existsSync(join(folder, '.pnp.cjs'))) return true;
  return dirname(folder) !== folder && usesPlugAndPlay(dirname(folder));
}

function locate({ name, from }: Wanted): Located | undefined {
  const folder = findPackage(name, from);
  return folder === undefined ? undefined : { folder, manifest: readPackageJson(folder) ?? {} };
}

function complain({ name, below, isOptional }: Wanted): string[] {
  return isOptional ? [] : [`${below.split('node_modules/').at(-1) ?? ''} needs ${name}`];
}

function place({ folder, manifest }: Located, wanted: Wanted, places: Map<string, PlacedPackage>): Wanted[] {
  const { name, below, isOptional } = wanted;
  const candidates = lookupPlaces(name, below);
  const nearest = candidates.find((candidate) => places.has(candidate));
  if (nearest && places.get(nearest)?.folder === folder) return [];
  const free = nearest ? candidates[0] : candidates.at(-1);
  if (free === undefined || free.split('node_modules/').length > DEEPEST)
    throw new ArtifactError('LINK_LOOP', 'packages need each other in ever other versions', [free ?? name]);
  places.set(free, { name, folder, place: free, manifest, isOptional });
  return dependenciesOf(manifest, { from: folder, below: free, isOptional });
}

/** Where Node.js looks, nearest first. */
function lookupPlaces(name: string, below: string): string[] {
  const places: string[] = [];
  for (let place = below; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))))
    places.push(`${place}/node_modules/${name}`);
  return [...places, `node_modules/${name}`];
}

/** As optional peers: for building, tens of megabytes of them. */
const tools = /^(typescript|prisma|@types\/.*)$/;

/** The client that `prisma generate` writes is no dependency that anybody declares; since version 7 it is among the sources. */
function generatedFor({ name, version = '' }: PackageJson): string[] {
  return name === '@prisma/client' && Number.parseInt(version, 10) < 7 ? ['.prisma/client'] : [];
}

function dependenciesOf(manifest: PackageJson, by: Omit<Wanted, 'name'>): Wanted[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const needed = [...Object.keys(dependencies), ...generatedFor(manifest)].filter(
    (name) => !(name in optionalDependencies),
  );
  // npm installs peers, but which of them a package can live without, only its author knows.
  const maybe = Object.keys({ ...optionalDependencies, ...peerDependencies }).filter(
    (name) => !needed.includes(name) && !(isOptionalPeer(name) && tools.test(name)),
  );
  return [
    ...needed.map((name) => ({ ...by, name })),
    ...maybe.map((name) => ({ ...by, name, isOptional: name in optionalDependencies || isOptionalPeer(name) })),
  ];
  function isOptionalPeer(name: string): boolean {
    return by.isOptional || peerDependenciesMeta[name]?.optional === true;
  }
}
