import type { Operation } from '../../kernel/operation.ts';
import { findBucket, findObject, type StoredVersion } from '../find.ts';
import { versionHeader } from '../object-metadata.ts';

function attributesOf({ etag, checksums, storageClass, size }: StoredVersion): Record<string, unknown> {
  const named = Object.entries(checksums).map(([name, value]) => [`Checksum${name.toUpperCase()}`, value]);
  return {
    ETag: etag,
    ...(named.length > 0 && { Checksum: Object.fromEntries(named) as Record<string, string> }),
    StorageClass: storageClass,
    ObjectSize: size,
  };
}

export const getObjectAttributes: Operation = {
  name: 'GetObjectAttributes',
  route: 'GET /{Bucket}/{Key+}?attributes',
  writes: false,
  handle: (params, { store }, context) => {
    const version = findObject(store, findBucket(store, params, context), params);
    const wanted = (context.headers['x-amz-object-attributes'] ?? '').split(/,\s*/);
    const shown = Object.entries(attributesOf(version)).filter(([name]) => wanted.includes(name));
    return {
      headers: { ...versionHeader(version), 'last-modified': new Date(version.modifiedAt).toUTCString() },
      body: { GetObjectAttributesResponse: Object.fromEntries(shown) },
    };
  },
};
