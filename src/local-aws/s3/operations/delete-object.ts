import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';
import { announceDeletion } from '../notifications/announce-deletion.ts';
import { deleteObject as deleteKey } from '../store-version.ts';

export const deleteObject: Operation = {
  name: 'DeleteObject',
  route: 'DELETE /{Bucket}/{Key+}',
  writes: true,
  handle: (params, world, context) => {
    const bucket = findBucket(world.store, params, context);
    const key = String(params['Key']);
    const asked = (params['versionId'] ?? params['VersionId']) as string | undefined;
    const deleted = deleteKey(world, bucket, key, asked);
    const { versionId, deleteMarker } = deleted;
    announceDeletion(world, bucket, { key, deleted, context });
    return {
      status: 204,
      headers: {
        ...(versionId && { 'x-amz-version-id': versionId }),
        ...(deleteMarker && { 'x-amz-delete-marker': 'true' }),
      },
    };
  },
};
