import { randomBytes } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { versionsOf } from './find.ts';
import { objects, type BucketRow, type ObjectMetadata, type ObjectVersion } from './s3-rows.ts';

export interface NewVersion extends ObjectMetadata {
  /** Undefined: a delete marker. */
  readonly blob?: string;
  readonly size: number;
  readonly etag: string;
  readonly checksums: Readonly<Record<string, string>>;
}

function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}

/** Puts a version on top: beside the others where versioning is on, in place of the `null` version elsewhere. */
export function storeVersion(
  { store, clock }: World,
  bucket: BucketRow,
  key: string,
  version: NewVersion,
): ObjectVersion {
  const versionId = bucket.versioning === 'Enabled' ? newVersionId() : 'null';
  const made: ObjectVersion = { ...version, versionId, modifiedAt: new Date(clock.now()).toISOString() };
  const others = versionsOf(store, bucket, key).filter((other) => other.versionId !== versionId);
  objects(store, bucket.name).set(key, [made, ...others]);
  return made;
}

/** Removes exactly that version; answers it, if there was one. */
export function removeVersion(
  { store }: World,
  bucket: BucketRow,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const versions = versionsOf(store, bucket, key);
  const gone = versions.find((version) => version.versionId === versionId);
  const left = versions.filter((version) => version !== gone);
  if (left.length > 0) objects(store, bucket.name).set(key, left);
  else objects(store, bucket.name).delete(key);
  return gone;
}

const NO_METADATA = { headers: {}, storageClass: 'STANDARD', tags: {}, checksums: {}, size: 0, etag: '' };

export interface Deleted {
  readonly versionId?: string;
  readonly deleteMarker: boolean;
  /** What S3 tells of it; nothing where there was nothing. */
  readonly event?: 'ObjectRemoved:Delete' | 'ObjectRemoved:DeleteMarkerCreated';
}

const GONE = { event: 'ObjectRemoved:Delete' } as const;

/** What DELETE does: a marker on top where versioning is on, else the version itself goes. Never fails for a missing key. */
export function deleteObject(world: World, bucket: BucketRow, key: string, versionId?: string): Deleted {
  if (versionId) {
    const gone = removeVersion(world, bucket, key, versionId);
    return { versionId, deleteMarker: gone !== undefined && gone.blob === undefined, ...(gone && GONE) };
  }
  if (!bucket.versioning) {
    const gone = removeVersion(world, bucket, key, 'null');
    return { deleteMarker: false, ...(gone && GONE) };
  }
  const marker = storeVersion(world, bucket, key, NO_METADATA);
  return { versionId: marker.versionId, deleteMarker: true, event: 'ObjectRemoved:DeleteMarkerCreated' };
}
