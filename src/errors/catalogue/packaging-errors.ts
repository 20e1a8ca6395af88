import { ShipError, exitCodes } from '../ship-error.ts';

/** What the packaging room knows about its failure. */
export interface PackagingFailure {
  readonly code: string;
  readonly message: string;
  /** Lines for people: place, value, the bundler's own words. */
  readonly details: readonly string[];
  readonly next: readonly string[];
  readonly cause?: unknown;
}

/** Not said by config or code: the machine or a limit refuses. */
const refusals = new Set(['TOO_LARGE', 'TOO_MANY_FILES', 'CACHE_UNWRITABLE', 'DISK_FULL', 'FILE_CHANGED']);

export function packagingFailed(service: string, failure: PackagingFailure): ShipError {
  const { code, message, details, next, cause } = failure;
  return new ShipError({
    code,
    exit: refusals.has(code) ? exitCodes.refused : exitCodes.usage,
    summary: `${service} cannot be packaged: ${message}`,
    why: details.length > 0 ? details.join('\n') : message,
    next: next.length > 0 ? next : ['mend it, then run the same command again'],
    cause,
  });
}
