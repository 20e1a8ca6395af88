import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';
import { versionHeader } from '../object-metadata.ts';
import { announceObject } from '../notifications/announce-object.ts';
import { retag } from '../retag.ts';

export const deleteObjectTagging: Operation = {
  name: 'DeleteObjectTagging',
  route: 'DELETE /{Bucket}/{Key+}?tagging',
  writes: true,
  handle: (params, world, context) => {
    const version = retag(world, params, context, {});
    const happened = { event: 'ObjectTagging:Delete', ...version, key: String(params['Key']) };
    announceObject(world, findBucket(world.store, params, context), happened, context);
    return { status: 204, headers: versionHeader(version) };
  },
};
