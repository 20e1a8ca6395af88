import type { Operation } from '../../kernel/operation.ts';
import { findUpload, partsOf } from '../find-upload.ts';
import type { PartRow } from '../s3-rows.ts';

function show({ number, size, etag, modifiedAt }: PartRow): Record<string, unknown> {
  return { PartNumber: number, LastModified: modifiedAt, ETag: `"${etag}"`, Size: size };
}

export const listParts: Operation = {
  name: 'ListParts',
  route: 'GET /{Bucket}/{Key+}?uploadId',
  writes: false,
  handle: (params, { store }) => {
    const upload = findUpload(store, params);
    const after = Number(params['part-number-marker'] ?? 0);
    const maxParts = Math.min(Number(params['max-parts'] ?? 1000), 1000);
    const left = partsOf(store, upload).filter(({ number }) => number > after);
    const shown = left.slice(0, maxParts);
    return {
      body: {
        ListPartsResult: {
          Bucket: upload.bucket,
          Key: upload.key,
          UploadId: upload.id,
          PartNumberMarker: after,
          NextPartNumberMarker: shown.at(-1)?.number ?? 0,
          MaxParts: maxParts,
          IsTruncated: left.length > shown.length,
          Part: shown.map(show),
          StorageClass: upload.storageClass,
        },
      },
    };
  },
};
