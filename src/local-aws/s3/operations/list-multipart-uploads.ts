import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';
import { compareKeys } from '../list-keys.ts';
import { uploads } from '../s3-rows.ts';
import { textParam } from '../show-listed.ts';

export const listMultipartUploads: Operation = {
  name: 'ListMultipartUploads',
  route: 'GET /{Bucket}?uploads',
  writes: false,
  handle: (params, { store }, context) => {
    const { name: Bucket } = findBucket(store, params, context);
    const Prefix = textParam(params, 'prefix');
    const Upload = uploads(store)
      .values()
      .filter(({ bucket, key }) => bucket === Bucket && key.startsWith(Prefix))
      .toSorted((a, b) => compareKeys(a.key, b.key))
      .map(({ key, id, startedAt, storageClass }) => ({
        Key: key,
        UploadId: id,
        Initiated: startedAt,
        StorageClass: storageClass,
      }));
    const page = { MaxUploads: 1000, IsTruncated: false };
    return { body: { ListMultipartUploadsResult: { Bucket, Prefix, ...page, Upload } } };
  },
};
