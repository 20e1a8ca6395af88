import { posix } from 'node:path';
import { leavesArchive } from '../../lambda/zip-contents.ts';

/** The entry's path relative to the root (`.`: the root itself), or an error: nothing is ever written outside. */
export function safePath(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (leavesArchive(name)) throw new Error(`The zip entry ${JSON.stringify(name)} points outside of the archive.`);
  return parts.join('/') || '.';
}

/**
 * A link is kept when it stays inside. `..` is only allowed in front: `link/..` would leave through another link
 * although it reads as if it stayed.
 */
export function safeLinkTarget(path: string, target: string): string {
  const parts = target.split('/');
  const climbs = parts.findIndex((part) => part !== '..');
  const resolved = posix.normalize(posix.join(posix.dirname(path), target));
  const leaves = target.startsWith('/') || target.includes('\0') || resolved.startsWith('..');
  if (leaves || target === '' || parts.includes('..', climbs < 0 ? parts.length : climbs))
    throw new Error(`The link ${JSON.stringify(path)} points outside of the archive, to ${JSON.stringify(target)}.`);
  return target;
}
