import type { FileEntry } from '../collect/file-entry.ts';
import type { ListedEntry } from './read-directory.ts';

/** An entry of a prebuilt zip as if it had been collected. Its content stays where it is. */
export function listedEntry({ path, mode, bytes }: ListedEntry): FileEntry {
  const none = (): never => {
    throw new Error(`${path} is read from its zip only`);
  };
  return { path, executable: (mode & 0o111) !== 0, bytes, from: { kind: 'memory', sha256: '', read: none } };
}
