import { join } from 'node:path';
import type { Composition, PackageSize } from '../../model/packaged-service.ts';
import { sumBytes, type FileEntry } from '../collect/file-entry.ts';
import { readJson, readPackageJson } from '../collect/packages/package-json.ts';
import { folderOf, listParts, type BundledCode, type PackagePlace, type SizePart } from './size-parts.ts';
import { makeSizeTree } from './size-tree.ts';

const MOST_PACKAGES = 200;
const MOST_FOLDERS = 50;

/** What the bytes of a zip come from. */
export function compose(entries: readonly FileEntry[], code?: BundledCode): Composition {
  const parts = listParts(entries, code);
  return {
    bytes: sumBytes(entries),
    fileCount: entries.length,
    packages: sizePackages(parts).slice(0, MOST_PACKAGES),
    folders: sizeFolders(parts).slice(0, MOST_FOLDERS),
    tree: makeSizeTree('', parts),
    developmentBytes: developmentBytes(entries),
    sourceMapBytes: sumBytes(entries.filter(({ path }) => path.endsWith('.map'))),
  };
}

interface Copy {
  readonly place: PackagePlace;
  bytes: number;
}

function sizePackages(parts: readonly SizePart[]): PackageSize[] {
  const packages = new Map<string, Map<string, Copy>>();
  for (const { package: place, bytes } of parts) {
    if (!place) continue;
    const copies = packages.get(place.name) ?? new Map<string, Copy>();
    packages.set(place.name, copies);
    const key = place.folder ?? place.path;
    const copy = copies.get(key);
    if (copy) copy.bytes += bytes;
    else copies.set(key, { place, bytes });
  }
  return [...packages].map(([name, copies]) => toPackageSize(name, [...copies.values()])).toSorted(byBytes);
}

function toPackageSize(name: string, found: readonly Copy[]): PackageSize {
  const copies = found.map(({ place, bytes }) => ({
    path: place.path,
    bytes,
    // Of a single copy nobody asks; reading a thousand manifests would take longer than the rest.
    ...(found.length > 1 && versionOf(place)),
  }));
  return { name, bytes: copies.reduce((sum, { bytes }) => sum + bytes, 0), copies: copies.toSorted(byBytes) };
}

function versionOf({ folder }: PackagePlace): { version?: string } {
  const version = folder === undefined ? undefined : readPackageJson(folder)?.version;
  return version === undefined ? {} : { version };
}

function sizeFolders(parts: readonly SizePart[]): Composition['folders'] {
  const folders = new Map<string, { bytes: number; fileCount: number }>();
  for (const { path, bytes } of parts) {
    const name = folderOf(path);
    const folder = folders.get(name);
    if (!folder) folders.set(name, { bytes, fileCount: 1 });
    else {
      folder.bytes += bytes;
      folder.fileCount += 1;
    }
  }
  return [...folders].map(([path, size]) => ({ path, ...size })).toSorted(byBytes);
}

function byBytes(a: { readonly bytes: number }, b: { readonly bytes: number }): number {
  return b.bytes - a.bytes;
}

interface InstallRecord {
  readonly packages?: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** npm marks in its own record of what it installed which packages only development needs. */
function developmentBytes(entries: readonly FileEntry[]): number {
  const record = entries.find(({ path }) => path === 'node_modules/.package-lock.json')?.from;
  if (record?.kind !== 'disk') return 0;
  const { packages = {} } = (readJson(record.path) ?? {}) as InstallRecord;
  const places = Object.keys(packages).filter((place) => packages[place]?.dev ?? packages[place]?.devOptional);
  if (places.length === 0) return 0;
  const development = new Set(places.map((place) => join(place, '/')));
  return sumBytes(entries.filter(({ path }) => ancestors(path).some((folder) => development.has(folder))));
}

function ancestors(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(0, -1).map((_, at) => `${segments.slice(0, at + 1).join('/')}/`);
}
