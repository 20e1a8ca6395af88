import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Where code is unpacked: in the state's folder, unless a folder above it has `node_modules` or a `package.json`.
 * Node looks for both upwards from a module, so below a project a function would find packages that its zip does not
 * hold, and run as the project's module kind: it would work here and fail on Lambda.
 */
export function makeCodeRoot(dir: string): string {
  if (!hasPackagesAbove(dir)) {
    mkdirSync(dir, { recursive: true });
    return dir;
  }
  const own = join(tmpdir(), `ship-local-aws-${userInfo().uid}`);
  const root = join(own, createHash('sha256').update(dir).digest('hex').slice(0, 16));
  mkdirSync(root, { recursive: true, mode: 0o700 });
  // In the shared temporary folder somebody else could have been here first.
  for (const folder of [own, root])
    if (process.getuid && lstatSync(folder).uid !== process.getuid())
      throw new Error(`${folder} belongs to another user.`);
  return root;
}

function hasPackagesAbove(dir: string): boolean {
  if (existsSync(join(dir, 'node_modules')) || existsSync(join(dir, 'package.json'))) return true;
  return dirname(dir) !== dir && hasPackagesAbove(dirname(dir));
}
