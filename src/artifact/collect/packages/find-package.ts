import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Folder of an installed package as seen from a folder, without links: as Node.js looks for it, upwards through
 * node_modules. Workspaces and pnpm's store are links, and what a package depends on lies beside where it really is.
 */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync.native(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}
