import { posix, resolve } from 'node:path';
import type { FileEntry } from '../collect/file-entry.ts';
import type { ModuleGraph } from '../bundle/module-graph.ts';

/** Some bytes of a zip and what they come from. */
export interface SizePart {
  /** Readable path: of a file in the zip, or of a module in a bundle. */
  readonly path: string;
  readonly bytes: number;
  /** Installed package that it belongs to. */
  readonly package?: PackagePlace;
}

export interface PackagePlace {
  readonly name: string;
  /** Readable, tells copies of one package apart. */
  readonly path: string;
  /** Absolute, where it is installed; absent of what is known from a zip only. */
  readonly folder?: string;
}

export interface BundledCode {
  /** Of the bundle in the zip. */
  readonly path: string;
  readonly graph: ModuleGraph;
  readonly root: string;
}

/** Every file once; a bundle as the modules that it was made of. */
export function listParts(entries: readonly FileEntry[], code: BundledCode | undefined): SizePart[] {
  const parts: SizePart[] = [];
  let place: PackagePlace | undefined;
  for (const entry of entries) {
    const { path, bytes } = entry;
    if (code && path === code.path) parts.push(...listModules(entry, code));
    else {
      // Files of one package follow each other: it is looked for once.
      if (!place || !isIn(place, path)) place = placeOf(entry);
      parts.push(place ? { path, bytes, package: place } : { path, bytes });
    }
  }
  return parts;
}

function isIn({ path: folder }: PackagePlace, path: string): boolean {
  return path[folder.length] === '/' && path.startsWith(folder) && !path.includes(MODULES, folder.length);
}

function placeOf({ path, from }: FileEntry): PackagePlace | undefined {
  const place = splitPackage(path);
  const folder = place && from.kind === 'disk' ? splitPackage(from.path)?.path : undefined;
  return place && folder !== undefined ? { ...place, folder } : place;
}

function listModules(entry: FileEntry, { graph, root }: BundledCode): SizePart[] {
  let rest = entry.bytes;
  const folders = new Map<string, string>();
  const parts = graph.paths.flatMap((path, index): SizePart[] => {
    const bytes = graph.bytes[index] ?? 0;
    rest -= bytes;
    return bytes > 0 ? [modulePart(path, bytes, (place) => remember(folders, place, root))] : [];
  });
  return [...parts, { path: `${entry.path} (joining the modules)`, bytes: rest }];
}

/** A bundle has a thousand modules of some fifty packages. */
function remember(folders: Map<string, string>, place: string, root: string): string {
  const folder = folders.get(place) ?? resolve(root, place);
  folders.set(place, folder);
  return folder;
}

function modulePart(path: string, bytes: number, folderOfPackage: (place: string) => string): SizePart {
  const place = splitPackage(path);
  if (!place) return { path: path.replace(/^(\.\.\/)+/, ''), bytes };
  const inside = path.slice(place.path.length);
  return {
    path: `node_modules/${place.name}${inside}`,
    bytes,
    package: { ...place, folder: folderOfPackage(place.path) },
  };
}

const MODULES = 'node_modules/';

/** Name of the innermost package that a path lies in, and the path of that package. Asked for every file: no splitting. */
export function splitPackage(path: string): { readonly name: string; readonly path: string } | undefined {
  const at = path.lastIndexOf(MODULES);
  if (at < 0 || (at > 0 && path[at - 1] !== '/')) return undefined;
  const start = at + MODULES.length;
  // Files beside the packages (.package-lock.json, .bin) belong to none.
  if (path[start] === '.') return undefined;
  const first = path.indexOf('/', start);
  const end = path[start] === '@' && first >= 0 ? path.indexOf('/', first + 1) : first;
  return end < 0 ? undefined : { name: path.slice(start, end), path: path.slice(0, end) };
}

/** First three segments of the folder that a path lies in. Asked for every file: no splitting. */
export function folderOf(path: string): string {
  const normal = /(^|\/)\.{0,2}\//.test(path) ? posix.normalize(path) : path;
  let end = -1;
  for (let segment = 0; segment < 3; segment++) {
    const next = normal.indexOf('/', end + 1);
    if (next < 0) break;
    end = next;
  }
  return end < 0 ? '.' : normal.slice(0, end);
}
