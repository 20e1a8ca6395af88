import type { Params, RequestContext } from '../kernel/operation.ts';
import type { Tables } from '../kernel/store.ts';
import { accessDenied, noSuchBucket, noSuchKey, noSuchVersion } from './s3-error.ts';
import { buckets, objects, type BucketRow, type ObjectVersion } from './s3-rows.ts';

/** The bucket of the request, whoever owns it; throws NoSuchBucket, or AccessDenied for another owner than expected. */
export function findBucket(store: Tables, params: Params, context?: RequestContext): BucketRow {
  const name = String(params['Bucket']);
  const bucket = buckets(store).get(name);
  if (!bucket) throw noSuchBucket(name);
  const expected = context?.headers['x-amz-expected-bucket-owner'];
  if (expected && expected !== bucket.ownerAccountId) throw accessDenied();
  return bucket;
}

export function versionsOf(store: Tables, bucket: BucketRow, key: string): readonly ObjectVersion[] {
  return objects(store, bucket.name).get(key) ?? [];
}

/** The newest version, delete markers included. */
export function newestOf(store: Tables, bucket: BucketRow, key: string): ObjectVersion | undefined {
  return versionsOf(store, bucket, key)[0];
}

export type StoredVersion = ObjectVersion & { readonly blob: string };

/** The version asked for (`versionId`, `VersionId` in-process) or the newest; throws NoSuchKey or NoSuchVersion. */
export function findObject(store: Tables, bucket: BucketRow, params: Params): StoredVersion {
  const key = String(params['Key']);
  const wanted = (params['versionId'] ?? params['VersionId']) as string | undefined;
  const versions = versionsOf(store, bucket, key);
  const found = wanted ? versions.find(({ versionId }) => versionId === wanted) : versions[0];
  if (!found && wanted) throw noSuchVersion(key, wanted);
  if (found?.blob === undefined) throw noSuchKey(key);
  return { ...found, blob: found.blob };
}
