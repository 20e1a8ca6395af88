import { AwsError } from '../kernel/aws-error.ts';
import { noSuchKey, preconditionFailed } from './s3-error.ts';
import type { ObjectVersion } from './s3-rows.ts';

type Headers = Readonly<Record<string, string>>;

function names(header: string, etag: string): boolean {
  return header.split(/,\s*/).some((one) => one === '*' || one.replaceAll('"', '') === etag);
}

/** Seconds: HTTP dates have no fraction. */
function isNewer(modifiedAt: string, date: string): boolean {
  return Math.floor(Date.parse(modifiedAt) / 1000) > Math.floor(Date.parse(date) / 1000);
}

/** Of GET and HEAD, in the order of RFC 9110 (13.2.2). Throws PreconditionFailed, or NotModified with status 304. */
export function checkReadConditions(headers: Headers, { etag, modifiedAt }: ObjectVersion): void {
  const match = headers['if-match'];
  const unmodified = headers['if-unmodified-since'];
  const noneMatch = headers['if-none-match'];
  const modified = headers['if-modified-since'];
  if (match !== undefined && !names(match, etag)) throw preconditionFailed('If-Match');
  if (match === undefined && unmodified !== undefined && isNewer(modifiedAt, unmodified)) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  const same =
    noneMatch === undefined ? modified !== undefined && !isNewer(modifiedAt, modified) : names(noneMatch, etag);
  if (same) throw new AwsError('NotModified', 304, 'Not Modified');
}

/** Conditional writes: `If-None-Match: *` creates only, `If-Match` replaces exactly that version. */
export function checkWriteConditions(headers: Headers, key: string, newest: ObjectVersion | undefined): void {
  const current = newest?.blob === undefined ? undefined : newest;
  if (headers['if-none-match'] !== undefined && current) throw preconditionFailed('If-None-Match');
  const match = headers['if-match'];
  if (match === undefined) return;
  if (!current) throw noSuchKey(key);
  if (!names(match, current.etag)) throw preconditionFailed('If-Match');
}
