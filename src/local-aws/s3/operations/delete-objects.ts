import type { Operation, RequestContext } from '../../kernel/operation.ts';
import { childrenNamed, parseXml, textOf, type XmlElement } from '../../kernel/parse-xml.ts';
import type { World } from '../../kernel/world.ts';
import { findBucket } from '../find.ts';
import { announceDeletion } from '../notifications/announce-deletion.ts';
import type { BucketRow } from '../s3-rows.ts';
import { deleteObject } from '../store-version.ts';

function deleteOne(
  world: World,
  bucket: BucketRow,
  element: XmlElement,
  context: RequestContext,
): Record<string, unknown> {
  const key = textOf(element, 'Key') ?? '';
  const asked = textOf(element, 'VersionId');
  const deleted = deleteObject(world, bucket, key, asked);
  const { versionId, deleteMarker } = deleted;
  announceDeletion(world, bucket, { key, deleted, context });
  return {
    Key: key,
    ...(asked && { VersionId: asked }),
    ...(deleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: versionId }),
  };
}

export const deleteObjects: Operation = {
  name: 'DeleteObjects',
  route: 'POST /{Bucket}?delete',
  writes: true,
  handle: (params, world, context) => {
    const bucket = findBucket(world.store, params, context);
    const request = parseXml(context.rawBody.toString('utf8'));
    const Deleted = childrenNamed(request, 'Object').map((element) => deleteOne(world, bucket, element, context));
    return { body: { DeleteResult: textOf(request, 'Quiet') === 'true' ? {} : { Deleted } } };
  },
};
