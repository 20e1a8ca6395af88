import { statSync } from 'node:fs';
import { ArtifactError } from '../artifact-error.ts';
import type { FileEntry } from './file-entry.ts';
import { compilePatterns } from './glob.ts';
import { walkTree } from './walk-tree.ts';

export interface FolderRules {
  /** Patterns of paths inside the folder; empty: everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A prebuilt folder as it is. Throws ENTRY_MISSING when it is not there, or holds nothing that is included. */
export function collectFolder(folder: string, rules: FolderRules): FileEntry[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new ArtifactError('ENTRY_MISSING', 'the folder is not there', [folder]);
  const isExcluded = compilePatterns(rules.exclude);
  const all = walkTree(folder, { prefix: '', isExcluded, links: 'keep' });
  const isIncluded = rules.include.length === 0 ? () => true : compilePatterns(rules.include);
  const included = all.filter(({ path }) => isIncluded(path));
  if (included.length === 0)
    throw new ArtifactError('ENTRY_MISSING', 'the folder holds nothing to ship', [folder], {
      next: ['look at include and exclude of the function'],
    });
  return included;
}
