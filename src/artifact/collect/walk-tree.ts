import { lstatSync, readdirSync, readlinkSync, realpathSync, statSync, type Stats } from 'node:fs';
import { ArtifactError } from '../artifact-error.ts';
import { statKey } from '../cache/stat-key.ts';
import { unreadable } from '../zip/read-source.ts';
import type { FileEntry } from './file-entry.ts';
import { keptTarget } from './link-target.ts';

export interface WalkOptions {
  /** In front of every path in the zip; empty for none. */
  readonly prefix: string;
  /** By path below the root: neither it nor what lies below is collected. */
  readonly isExcluded: (path: string) => boolean;
  /**
   * `keep`: links inside the tree stay links, as Lambda unpacks them (a pnpm store followed is three times its size, and
   * its packages would no longer find each other). `follow`: what they point at is collected in their place.
   * A link that leaves the tree is refused either way.
   */
  readonly links: 'keep' | 'follow';
  /** Links that are not wanted are not even looked at; default: all are. */
  readonly isWantedLink?: (path: string) => boolean;
}

interface Walk extends WalkOptions {
  /** Absolute, without links. */
  readonly root: string;
  readonly found: FileEntry[];
  /** Real paths of the folders that are being walked through links: a loop is noticed. */
  readonly through: readonly string[];
}

/** Never part of what runs: the tool's own cache would pack itself. */
const alwaysExcluded = new Set(['.git', '.ship', '.DS_Store']);

/**
 * Every file and link below a folder, in an order that depends on the names only. Synchronous, since asking the system
 * costs less than waiting for its answers: 15,000 files take 70 ms, with promises 300.
 * Throws FILE_UNREADABLE, FILE_UNSUPPORTED, OUTSIDE_ROOT, LINK_LOOP.
 */
export function walkTree(root: string, options: WalkOptions): FileEntry[] {
  const walk: Walk = { ...options, root: real(root), found: [], through: [] };
  walkFolder(walk, walk.root, '');
  return walk.found;
}

function walkFolder(walk: Walk, folder: string, below: string): void {
  for (const name of namesIn(folder)) {
    if (alwaysExcluded.has(name)) continue;
    const path = below === '' ? name : `${below}/${name}`;
    if (!walk.isExcluded(path)) visit(walk, `${folder}/${name}`, path);
  }
}

function visit(walk: Walk, absolute: string, path: string): void {
  const stats = look(absolute);
  if (stats.isDirectory()) walkFolder(walk, absolute, path);
  else if (stats.isFile()) walk.found.push(fileEntry(absolute, walk.prefix + path, stats));
  else if (!stats.isSymbolicLink()) throw unsupported(absolute);
  else if (walk.isWantedLink?.(path) === false) return;
  else if (walk.links === 'keep') walk.found.push(linkEntry(walk, absolute, path));
  else follow(walk, absolute, path);
}

function linkEntry(walk: Walk, absolute: string, path: string): FileEntry {
  const target = keptTarget(walk.root, absolute, readlinkSync(absolute));
  return {
    path: walk.prefix + path,
    executable: false,
    bytes: Buffer.byteLength(target),
    from: { kind: 'link', target },
  };
}

function follow(walk: Walk, absolute: string, path: string): void {
  const target = real(absolute);
  keptTarget(walk.root, absolute, target);
  const stats = look(target);
  if (stats.isFile()) return void walk.found.push(fileEntry(target, walk.prefix + path, stats));
  if (!stats.isDirectory()) throw unsupported(target);
  if (walk.through.includes(target) || absolute.startsWith(`${target}/`))
    throw new ArtifactError('LINK_LOOP', 'a symbolic link leads back to a folder that it is in', [
      `${absolute} -> ${target}`,
    ]);
  walkFolder({ ...walk, through: [...walk.through, target] }, target, path);
}

/** A single file as an entry. */
export function fileEntry(absolute: string, path: string, stats: Stats = statSync(absolute)): FileEntry {
  return {
    path,
    executable: (stats.mode & 0o111) !== 0,
    bytes: stats.size,
    from: { kind: 'disk', path: absolute, stat: statKey(stats) },
  };
}

// By code unit: a locale, or the file system's own order, would differ between machines.
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function look(path: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw unreadable(path, error);
    throw new ArtifactError('LINK_LOOP', 'a symbolic link never ends', [path]);
  }
}

function unsupported(path: string): ArtifactError {
  return new ArtifactError(
    'FILE_UNSUPPORTED',
    'neither file, folder nor link',
    [`${path} (a socket, pipe or device)`],
    {
      next: ['remove it, or leave it out (exclude)'],
    },
  );
}
