import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArtifactError } from '../artifact-error.ts';

let written = 0;

/** A name beside `path` that no other run uses. Ends in `.tmp`, by which leftovers of killed runs are found. */
export function temporaryName(path: string): string {
  written += 1;
  return `${path}.${process.pid}-${written}.tmp`;
}

/** Whole or not at all: readers see the earlier content or this. Throws DISK_FULL, and CACHE_UNWRITABLE or NOT_WRITABLE. */
export function writeAtomically(path: string, content: string | Uint8Array, what: Written = 'the cache'): void {
  const unfinished = temporaryName(path);
  try {
    makeFolder(dirname(path));
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } catch (error) {
    discard(unfinished);
    throw toWriteError(error, path, what);
  }
}

/**
 * The same for what is written piece by piece: `write` fills the file it is given and answers where it belongs.
 * A run beside this one, or one that is killed, never leaves half a file under a good name.
 */
export async function writeInto<Result>(
  folder: string,
  write: (unfinished: string) => Promise<{ readonly path: string; readonly result: Result }>,
): Promise<Result> {
  const unfinished = temporaryName(join(folder, 'new'));
  try {
    makeFolder(folder);
    const { path, result } = await write(unfinished);
    renameSync(unfinished, path);
    return result;
  } catch (error) {
    discard(unfinished);
    throw toWriteError(error, folder);
  }
}

/** With all above it. Node's own way never ends where a folder refuses others in it as if it were not there (/proc). */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // A run beside this one was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** What failed before is what people must hear of, not that its remains cannot be removed either. */
export function discard(unfinished: string): void {
  try {
    rmSync(unfinished, { force: true });
  } catch {
    return;
  }
}

/** What is written, as people are told. */
type Written = 'the cache' | 'the folder of the package';

const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refused = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT', 'ENAMETOOLONG']);

/** The file system's refusal to write, as an error for people; anything else as it is. */
export function toWriteError(error: unknown, path: string, what: Written = 'the cache'): unknown {
  const code = error instanceof ArtifactError ? '' : ((error as NodeJS.ErrnoException).code ?? '');
  const cacheIsSpare = 'the folder .ship/cache may be removed at any time: it is made anew';
  const isCache = what === 'the cache';
  const details = [`${path}: ${code}`];
  if (fullDisk.has(code))
    return new ArtifactError('DISK_FULL', 'there is no room left on the disk', details, {
      next: [cacheIsSpare],
      cause: error,
    });
  if (refused.has(code))
    return new ArtifactError(isCache ? 'CACHE_UNWRITABLE' : 'NOT_WRITABLE', `${what} cannot be written`, details, {
      next: isCache ? [cacheIsSpare] : [],
      cause: error,
    });
  return error;
}
