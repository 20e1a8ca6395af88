import type { Operation } from '../../kernel/operation.ts';
import { allVersions, type KeyedVersion } from '../current-objects.ts';
import { findBucket } from '../find.ts';
import { listKeys } from '../list-keys.ts';
import { nameEncoder, readListing, showListing, showObject, showPrefixes, textParam } from '../show-listed.ts';

function isMarker({ version }: KeyedVersion): boolean {
  return version.blob === undefined;
}

function show(item: KeyedVersion, encode: (name: string) => string): Record<string, unknown> {
  const { key, version, isLatest } = item;
  const shown = { VersionId: version.versionId, IsLatest: isLatest };
  if (isMarker(item)) return { Key: encode(key), LastModified: version.modifiedAt, ...shown };
  return { ...showObject(encode(key), version), ...shown };
}

/** Pages end between keys: a key comes with all its versions. */
export const listObjectVersions: Operation = {
  name: 'ListObjectVersions',
  route: 'GET /{Bucket}?versions',
  writes: false,
  handle: (params, { store }, context) => {
    const bucket = findBucket(store, params, context);
    const listing = readListing(params, textParam(params, 'key-marker'));
    const versions = allVersions(store, bucket);
    const newest = versions.filter(({ isLatest }) => isLatest);
    const { items, commonPrefixes, next } = listKeys(newest, listing);
    const shownKeys = new Set(items.map(({ key }) => key));
    const shown = versions.filter(({ key }) => shownKeys.has(key));
    const encode = nameEncoder(params);
    return {
      body: {
        ListVersionsResult: {
          ...showListing(params, listing),
          IsTruncated: next !== undefined,
          ...(next !== undefined && { NextKeyMarker: encode(next) }),
          Version: shown.filter((item) => !isMarker(item)).map((item) => show(item, encode)),
          DeleteMarker: shown.filter(isMarker).map((item) => show(item, encode)),
          ...showPrefixes(commonPrefixes, encode),
        },
      },
    };
  },
};
