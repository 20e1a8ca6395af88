import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/** Names the state's folder that an outlying root belongs to. */
const OWNER = 'state-folder';

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
  mkdirSync(dir, { recursive: true });
  // In the shared temporary folder somebody else could have been here first.
  for (const folder of [own, root])
    if (process.getuid && lstatSync(folder).uid !== process.getuid())
      throw new Error(`${folder} belongs to another user.`);
  writeFileSync(join(root, OWNER), dir);
  return root;
}

/** Removes what other local AWSs left in the temporary folder and whose state is gone by now. */
export async function sweepCodeRoots(root: string): Promise<void> {
  if (!existsSync(join(root, OWNER))) return;
  for (const name of await readdir(dirname(root))) {
    const other = join(dirname(root), name);
    const owner = await readFile(join(other, OWNER), 'utf8').catch(() => undefined);
    if (owner !== undefined && !existsSync(owner)) await rm(other, { recursive: true, force: true, maxRetries: 2 });
  }
}

function hasPackagesAbove(dir: string): boolean {
  if (existsSync(join(dir, 'node_modules')) || existsSync(join(dir, 'package.json'))) return true;
  return dirname(dir) !== dir && hasPackagesAbove(dirname(dir));
}
