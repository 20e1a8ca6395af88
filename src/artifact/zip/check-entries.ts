import { ArtifactError } from '../artifact-error.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { MAX_ENTRIES } from './zip-format.ts';

/** What a zip, or a disk that ignores case, cannot hold is refused before anything is read. */
export function checkEntries(entries: readonly FileEntry[]): void {
  if (entries.length > MAX_ENTRIES) throw tooMany(entries);
  const outside = entries.filter(({ path }) => !isSafe(path)).map(({ path }) => JSON.stringify(path));
  if (outside.length > 0)
    throw new ArtifactError('OUTSIDE_ROOT', 'a path would leave the folder that the zip is unpacked into', outside);
  const clashes = findClashes(entries);
  if (clashes.length > 0)
    throw new ArtifactError('NAME_CLASH', 'files have the same name, or names that differ only in case', clashes, {
      next: ['rename one of them, or leave it out (exclude): a disk that ignores case could not hold both'],
    });
}

/** Relative, without `..`, and with nothing that a reader could take for a separator's end. */
export function isSafe(path: string): boolean {
  return path !== '' && !path.includes('\0') && !path.startsWith('/') && !/(^|\/)\.\.(\/|$)/.test(path);
}

function findClashes(entries: readonly FileEntry[]): string[] {
  const seen = new Map<string, string>();
  return entries.flatMap(({ path }) => {
    const folded = (isAscii(path) ? path : path.normalize('NFC')).toLowerCase();
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, path);
    return other === undefined ? [] : [other === path ? `${path} twice` : `${other} and ${path}`];
  });
}

/** As nearly all are: what need not be brought into one form is compared at once. */
function isAscii(path: string): boolean {
  return !/[\u0080-\uffff]/.test(path);
}

function tooMany(entries: readonly FileEntry[]): ArtifactError {
  const counts = new Map<string, number>();
  for (const { path } of entries) {
    const folder = path.split('/').slice(0, -1).slice(0, 2).join('/') || '.';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const heaviest = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 3);
  return new ArtifactError(
    'TOO_MANY_FILES',
    `${entries.length} files: a zip holds at most ${MAX_ENTRIES}`,
    heaviest.map(([folder, count]) => `${folder}: ${count} files`),
    { next: ['leave out what is not needed (exclude), or bundle the function (entry)'] },
  );
}
