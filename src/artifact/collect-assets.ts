import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AssetRule } from '../model/artifact.ts';
import { ArtifactError } from './artifact-error.ts';
import type { FileEntry } from './file-set.ts';
import { fileEntry, walkFolder } from './walk-folder.ts';

/** Files the bundler cannot see (templates, wasm, pictures), by path below the service's folder. */
export function collectAssets(root: string, rules: readonly AssetRule[]): readonly FileEntry[] {
  return rules.flatMap(({ from, to }) => {
    const path = join(root, from);
    if (!existsSync(path)) throw new ArtifactError('ENTRY_MISSING', `asset ${from} is not there`, [path]);
    const stats = statSync(path);
    if (stats.isDirectory()) return walkFolder(path, to ?? from);
    return [fileEntry(path, to === undefined ? from : `${to}/${basename(from)}`, stats)];
  });
}
