import type { Operation } from '../../kernel/operation.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { findBucket } from '../find.ts';
import { buckets, objects } from '../s3-rows.ts';

export const deleteBucket: Operation = {
  name: 'DeleteBucket',
  route: 'DELETE /{Bucket}',
  writes: true,
  handle: (params, { store }, context) => {
    const { name: BucketName } = findBucket(store, params, context);
    if (objects(store, BucketName).keys().length > 0) {
      throw new AwsError('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', { BucketName });
    }
    buckets(store).delete(BucketName);
    return { status: 204 };
  },
};
