import type { Operation } from '../../kernel/operation.ts';
import { findBucket, findObject } from '../find.ts';
import { ownerOnlyAcl } from '../owner-only-acl.ts';

export const getObjectAcl: Operation = {
  name: 'GetObjectAcl',
  route: 'GET /{Bucket}/{Key+}?acl',
  writes: false,
  handle: (params, { store }, context) => {
    const bucket = findBucket(store, params, context);
    findObject(store, bucket, params);
    return { headers: { 'content-type': 'application/xml' }, raw: ownerOnlyAcl(bucket.ownerAccountId) };
  },
};
