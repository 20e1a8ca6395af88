import type { RequestContext } from '../kernel/operation.ts';
import type { Tables } from '../kernel/store.ts';
import { findBucket, findObject, type StoredVersion } from './find.ts';
import { invalidArgument, preconditionFailed } from './s3-error.ts';

const MALFORMED = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';

/** The object that `x-amz-copy-source: /bucket/key?versionId=..` names, if the copy's conditions hold. */
export function findCopySource(store: Tables, { headers }: RequestContext): StoredVersion {
  const source = headers['x-amz-copy-source'] ?? '';
  const found = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/.exec(decodeURIComponent(source));
  if (!found) throw invalidArgument('x-amz-copy-source', source, MALFORMED);
  const [, Bucket, Key, versionId] = found;
  const version = findObject(store, findBucket(store, { Bucket }), { Key, ...(versionId && { versionId }) });
  const unquoted = (name: string): string | undefined => headers[name]?.replaceAll('"', '');
  const match = unquoted('x-amz-copy-source-if-match');
  if (match !== undefined && match !== version.etag) throw preconditionFailed('x-amz-copy-source-If-Match');
  if (unquoted('x-amz-copy-source-if-none-match') === version.etag) {
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  }
  return version;
}
