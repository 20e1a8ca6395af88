import type { Operation } from '../../kernel/operation.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findCopySource } from '../copy-source.ts';
import { findUpload } from '../find-upload.ts';
import { readRange } from '../read-range.ts';
import { readPartNumber, storePart } from '../store-part.ts';

export const uploadPartCopy: Operation = {
  name: 'UploadPartCopy',
  route: 'PUT /{Bucket}/{Key+}?partNumber&uploadId',
  header: 'x-amz-copy-source',
  writes: true,
  handle: async (params, world, context) => {
    const upload = findUpload(world.store, params);
    const number = readPartNumber(params);
    const source = findCopySource(world.store, context);
    const range = readRange(context.headers['x-amz-copy-source-range'], source.size);
    const bytes = (await readFile(world.blobs.path(source.blob))).subarray(range?.start, range?.end);
    const etag = createHash('md5').update(bytes).digest('hex');
    const blob = await world.blobs.put(bytes);
    const { modifiedAt } = storePart(world, upload, { number, blob, size: bytes.length, etag });
    return { body: { CopyPartResult: { LastModified: modifiedAt, ETag: `"${etag}"` } } };
  },
};
