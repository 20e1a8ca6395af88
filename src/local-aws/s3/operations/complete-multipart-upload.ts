import type { Operation } from '../../kernel/operation.ts';
import { checkWriteConditions } from '../conditions.ts';
import { findBucket, newestOf } from '../find.ts';
import { findUpload, forgetUpload, partsOf } from '../find-upload.ts';
import { joinParts, multipartEtag } from '../join-parts.ts';
import { announceObject } from '../notifications/announce-object.ts';
import { versionHeader } from '../object-metadata.ts';
import { readParts } from '../read-parts.ts';
import { storeVersion } from '../store-version.ts';

export const completeMultipartUpload: Operation = {
  name: 'CompleteMultipartUpload',
  route: 'POST /{Bucket}/{Key+}?uploadId',
  writes: true,
  handle: async (params, world, context) => {
    const { store, blobs, config } = world;
    const bucket = findBucket(store, params, context);
    const upload = findUpload(store, params);
    const { key, headers, storageClass, tags } = upload;
    const parts = readParts(context.rawBody, partsOf(store, upload));
    const blob = await joinParts(blobs, parts);
    checkWriteConditions(context.headers, key, newestOf(store, bucket, key));
    const etag = multipartEtag(parts);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const version = storeVersion(world, bucket, key, {
      headers,
      storageClass,
      tags,
      blob,
      size,
      etag,
      checksums: {},
    });
    forgetUpload(store, upload);
    announceObject(world, bucket, { event: 'ObjectCreated:CompleteMultipartUpload', ...version, key }, context);
    const Location = `${config.endpoint}/${bucket.name}/${key}`;
    const CompleteMultipartUploadResult = { Location, Bucket: bucket.name, Key: key, ETag: `"${etag}"` };
    return { headers: versionHeader(version), body: { CompleteMultipartUploadResult } };
  },
};
