import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';

/** us-east-1 is the empty answer. */
export const getBucketLocation: Operation = {
  name: 'GetBucketLocation',
  route: 'GET /{Bucket}?location',
  writes: false,
  handle: (params, { store }, context) => {
    const { region } = findBucket(store, params, context);
    return { body: { LocationConstraint: region === 'us-east-1' ? '' : region } };
  },
};
