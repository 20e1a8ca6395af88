import type { Operation } from '../../kernel/operation.ts';
import { randomBytes } from 'node:crypto';
import { findBucket } from '../find.ts';
import { encryptionHeaders, readMetadata } from '../object-metadata.ts';
import { readNewKey } from '../read-key.ts';
import { uploads } from '../s3-rows.ts';

export const createMultipartUpload: Operation = {
  name: 'CreateMultipartUpload',
  route: 'POST /{Bucket}/{Key+}?uploads',
  writes: true,
  handle: (params, { store, clock }, context) => {
    const bucket = findBucket(store, params, context);
    const key = readNewKey(params);
    const id = randomBytes(48).toString('base64url');
    const startedAt = new Date(clock.now()).toISOString();
    const metadata = readMetadata(context);
    uploads(store).set(id, { id, bucket: bucket.name, key, startedAt, ...metadata });
    const { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type } = context.headers;
    return {
      headers: {
        ...encryptionHeaders(metadata),
        ...(algorithm && { 'x-amz-checksum-algorithm': algorithm }),
        ...(type && { 'x-amz-checksum-type': type }),
      },
      body: { InitiateMultipartUploadResult: { Bucket: bucket.name, Key: key, UploadId: id } },
    };
  },
};
