import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';

export const headBucket: Operation = {
  name: 'HeadBucket',
  route: 'HEAD /{Bucket}',
  writes: false,
  handle: (params, { store }, context) => {
    const { region } = findBucket(store, params, context);
    return { headers: { 'x-amz-bucket-region': region, 'x-amz-access-point-alias': 'false' } };
  },
};
