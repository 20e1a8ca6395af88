import type { Params, RequestContext } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { findBucket, findObject, versionsOf, type StoredVersion } from './find.ts';
import { objects } from './s3-rows.ts';

/** Puts other tags on one version; nothing else of it changes. */
export function retag(
  { store }: World,
  params: Params,
  context: RequestContext,
  tags: Record<string, string>,
): StoredVersion {
  const bucket = findBucket(store, params, context);
  const key = String(params['Key']);
  const found = findObject(store, bucket, params);
  const versions = versionsOf(store, bucket, key).map((version) =>
    version.versionId === found.versionId ? { ...version, tags } : version,
  );
  objects(store, bucket.name).set(key, versions);
  return found;
}
