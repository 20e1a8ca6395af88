import { ShipError, exitCodes } from '../ship-error.ts';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refused = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** What the machine refuses, a full disk or a folder that cannot be written to, is no bug of ours. Undefined: something else. */
export function diskRefusal(error: unknown): ShipError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (full.has(code)) return diskFull(path, error);
  return refused.has(code) && path !== undefined ? notWritable(path, error) : undefined;
}

function diskFull(path: string | undefined, cause: Error): ShipError {
  return new ShipError({
    code: 'DISK_FULL',
    exit: exitCodes.refused,
    summary: 'there is no room left on the disk',
    why: path === undefined ? cause.message : `${path}: ${cause.message}`,
    next: ['make room: .ship/cache may be removed at any time, it is made anew'],
    cause,
  });
}

/** Also of a file that was asked for: `--html report.html`. */
export function notWritable(path: string, cause: Error): ShipError {
  return new ShipError({
    code: 'NOT_WRITABLE',
    exit: exitCodes.refused,
    summary: `${path} cannot be used`,
    why: cause.message,
    next: ['see that its folder is there and may be written to, then run the same command again'],
    cause,
  });
}
