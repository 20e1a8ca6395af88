import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ArtifactError } from '../artifact-error.ts';
import { statKey } from '../cache/stat-key.ts';

/** A file as it was when it was collected. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly stat: string;
}

/** Part of a file; the whole by default. Throws FILE_CHANGED when it is not the file that was collected, FILE_UNREADABLE. */
export function readSource(
  file: SourceFile,
  range: { readonly offset: number; readonly length: number } = { offset: 0, length: file.bytes },
): Buffer {
  return withSource(file, (read) => read(range.offset, range.length));
}

/**
 * Reads several parts of one file. Its state is compared once, after the last read: whatever was written before or in
 * between has moved the change time.
 */
export function withSource<Result>(
  file: SourceFile,
  work: (read: (offset: number, length: number) => Buffer) => Result,
): Result {
  const fd = open(file);
  try {
    const result = work((offset, length) => readRange(fd, file, offset, length));
    if (statKey(fstatSync(fd)) !== file.stat) throw changed(file);
    return result;
  } finally {
    closeSync(fd);
  }
}

function open(file: SourceFile): number {
  try {
    return openSync(file.path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw changed(file);
    throw unreadable(file.path, error);
  }
}

function readRange(fd: number, file: SourceFile, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(fd, buffer, filled, length - filled, offset + filled);
    if (count === 0) throw changed(file);
    filled += count;
  }
  return buffer;
}

function changed({ path }: SourceFile): ArtifactError {
  return new ArtifactError('FILE_CHANGED', 'a file changed while it was packaged', [path], {
    next: ['let whatever writes it finish, then run the same command again'],
  });
}

export function unreadable(path: string, error: unknown): ArtifactError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new ArtifactError('FILE_UNREADABLE', 'a file or folder cannot be read', [`${path}: ${code}`], {
    cause: error,
  });
}
