import type { Operation } from '../../kernel/operation.ts';
import { findCopySource } from '../copy-source.ts';
import { findBucket } from '../find.ts';
import { announceObject } from '../notifications/announce-object.ts';
import { readMetadata, versionHeader } from '../object-metadata.ts';
import { readNewKey } from '../read-key.ts';
import { storeVersion } from '../store-version.ts';

export const copyObject: Operation = {
  name: 'CopyObject',
  route: 'PUT /{Bucket}/{Key+}',
  header: 'x-amz-copy-source',
  writes: true,
  handle: (params, world, context) => {
    const bucket = findBucket(world.store, params, context);
    const key = readNewKey(params);
    const source = findCopySource(world.store, context);
    const given = readMetadata(context);
    const replaces = context.headers['x-amz-metadata-directive'] === 'REPLACE';
    const retags = context.headers['x-amz-tagging-directive'] === 'REPLACE';
    const { blob, size, etag, checksums } = source;
    const version = storeVersion(world, bucket, key, {
      blob,
      size,
      etag,
      checksums,
      headers: replaces ? given.headers : source.headers,
      storageClass: given.storageClass,
      tags: retags ? given.tags : source.tags,
    });
    announceObject(world, bucket, { event: 'ObjectCreated:Copy', ...version, key }, context);
    const CopyObjectResult = { LastModified: version.modifiedAt, ETag: `"${version.etag}"` };
    return { headers: versionHeader(version), body: { CopyObjectResult } };
  },
};
