import type { Operation } from '../../kernel/operation.ts';
import { findUpload, forgetUpload } from '../find-upload.ts';

export const abortMultipartUpload: Operation = {
  name: 'AbortMultipartUpload',
  route: 'DELETE /{Bucket}/{Key+}?uploadId',
  writes: true,
  handle: (params, { store }) => {
    forgetUpload(store, findUpload(store, params));
    return { status: 204 };
  },
};
