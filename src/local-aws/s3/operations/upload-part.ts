import type { Operation } from '../../kernel/operation.ts';
import { checkUpload } from '../check-upload.ts';
import { findUpload } from '../find-upload.ts';
import { checksumHeaders } from '../object-metadata.ts';
import { readPartNumber, storePart } from '../store-part.ts';

export const uploadPart: Operation = {
  name: 'UploadPart',
  route: 'PUT /{Bucket}/{Key+}?partNumber&uploadId',
  writes: true,
  handle: async (params, world, context) => {
    const upload = findUpload(world.store, params);
    const number = readPartNumber(params);
    const { size, md5, checksums, keep } = checkUpload(context);
    storePart(world, upload, { number, blob: await keep(), size, etag: md5 });
    return { headers: { etag: `"${md5}"`, ...checksumHeaders({ checksums }) } };
  },
};
