import type { Table, Tables } from '../kernel/store.ts';

export interface BucketRow {
  readonly name: string;
  readonly ownerAccountId: string;
  readonly region: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly versioning?: 'Enabled' | 'Suspended';
  /** Settings as they were put (XML, or JSON for the policy), by the name of their subresource: `lifecycle`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a client gave along with the bytes. */
export interface ObjectMetadata {
  /** `content-type`, `cache-control`, `x-amz-meta-...`: sent back as they came. */
  readonly headers: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ObjectVersion extends ObjectMetadata {
  /** `null` for a version made while versioning was not on. */
  readonly versionId: string;
  /** Undefined: a delete marker. */
  readonly blob?: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
  /** Base64, by name (`crc32`). */
  readonly checksums: Readonly<Record<string, string>>;
}

/** All versions of one key, the newest first. */
export type ObjectRow = readonly ObjectVersion[];

export interface UploadRow extends ObjectMetadata {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedAt: string;
}

export interface PartRow {
  readonly number: number;
  readonly blob: string;
  readonly size: number;
  /** Its md5. */
  readonly etag: string;
  readonly modifiedAt: string;
}

export function buckets(store: Tables): Table<BucketRow> {
  return store.table('s3.buckets');
}

export function objects(store: Tables, bucket: string): Table<ObjectRow> {
  return store.table(`s3.objects/${bucket}`);
}

export function uploads(store: Tables): Table<UploadRow> {
  return store.table('s3.uploads');
}

export function parts(store: Tables, uploadId: string): Table<PartRow> {
  return store.table(`s3.parts/${uploadId}`);
}
