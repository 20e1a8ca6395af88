import type { Operation } from '../../kernel/operation.ts';
import { findBucket, findObject } from '../find.ts';
import { versionHeader } from '../object-metadata.ts';

export const getObjectTagging: Operation = {
  name: 'GetObjectTagging',
  route: 'GET /{Bucket}/{Key+}?tagging',
  writes: false,
  handle: (params, { store }, context) => {
    const version = findObject(store, findBucket(store, params, context), params);
    const Tag = Object.entries(version.tags).map(([Key, Value]) => ({ Key, Value }));
    return { headers: versionHeader(version), body: { Tagging: { TagSet: { Tag } } } };
  },
};
