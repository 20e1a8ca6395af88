import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';

export const getBucketVersioning: Operation = {
  name: 'GetBucketVersioning',
  route: 'GET /{Bucket}?versioning',
  writes: false,
  handle: (params, { store }, context) => {
    const { versioning } = findBucket(store, params, context);
    return { body: { VersioningConfiguration: { Status: versioning } } };
  },
};
