import { existsSync, realpathSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { ArtifactError } from '../artifact-error.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/**
 * The text of a link as it is put into a zip: relative to the link's folder, so that it means the same in Lambda's task
 * folder as on this disk. Refused when the target, or what it is a link to in turn, lies outside the tree.
 */
export function keptTarget(root: string, link: string, target: string): string {
  const absolute = resolve(dirname(link), target);
  if (!isInside(root, absolute) || (existsSync(absolute) && !isInside(root, realpathSync.native(absolute))))
    throw new ArtifactError('OUTSIDE_ROOT', 'a symbolic link leads out of the folder', [`${link} -> ${target}`], {
      next: [
        'leave it out (exclude), bundle the function (entry), or install without links (npm install --install-links)',
      ],
    });
  return posix.normalize(withSlashes(relative(dirname(link), absolute))) || '.';
}

export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
