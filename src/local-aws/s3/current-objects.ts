import type { Tables } from '../kernel/store.ts';
import { compareKeys } from './list-keys.ts';
import { objects, type BucketRow, type ObjectVersion } from './s3-rows.ts';

export interface KeyedVersion {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

/** Every version of every key, in the order of S3's listings. */
export function allVersions(store: Tables, bucket: BucketRow): KeyedVersion[] {
  const rows = objects(store, bucket.name);
  return rows
    .keys()
    .toSorted(compareKeys)
    .flatMap((key) => (rows.get(key) ?? []).map((version, index) => ({ key, version, isLatest: index === 0 })));
}

/** What a plain listing shows: the newest version of each key that is not deleted. */
export function currentObjects(store: Tables, bucket: BucketRow): KeyedVersion[] {
  return allVersions(store, bucket).filter(({ isLatest, version }) => isLatest && version.blob !== undefined);
}
