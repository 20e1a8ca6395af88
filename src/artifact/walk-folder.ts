import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ArtifactError } from './artifact-error.ts';
import type { FileEntry } from './file-set.ts';

/** Every file below a folder. Links inside the tree are followed; one that leads out of it is refused. */
export function walkFolder(root: string, prefix = ''): readonly FileEntry[] {
  const real = realpathSync(root);
  return walk(root, real, prefix);
}

function walk(folder: string, root: string, prefix: string): FileEntry[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const inZip = prefix === '' ? name : `${prefix}/${name}`;
    const link = lstatSync(path).isSymbolicLink();
    if (link) refuseOutside(path, root);
    const stats = link ? statSync(path) : lstatSync(path);
    if (stats.isDirectory()) return walk(path, root, inZip);
    if (!stats.isFile()) return [];
    return [fileEntry(path, inZip, stats)];
  });
}

export function fileEntry(path: string, inZip: string, stats: { size: number; mode: number }): FileEntry {
  return { path: inZip, executable: (stats.mode & 0o111) !== 0, from: { kind: 'disk', path, bytes: stats.size } };
}

function refuseOutside(path: string, root: string): void {
  const target = realpathSync(path);
  if (target === root || target.startsWith(root + sep)) return;
  throw new ArtifactError('OUTSIDE_ROOT', `${path} leads out of ${root}`, [`it points to ${relative(root, target)}`]);
}
