import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `.ship` beside the config, or in the folder given: caches, journals, the state of the local AWS. It tells git itself
 * that nothing in it is to be committed: caches hold what the config says, values of environment variables included.
 */
export function shipFolder(root: string): string {
  const folder = join(root, '.ship');
  const ignored = join(folder, '.gitignore');
  if (!existsSync(ignored)) ignore(folder, ignored);
  return folder;
}

function ignore(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '*\n');
  } catch {
    return; // A folder that cannot be written to: whoever writes into it next says so.
  }
}
