import { putEvent } from '../../events/put-event.ts';
import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { BucketRow } from '../s3-rows.ts';
import type { ObjectEvent } from './object-event.ts';

const DETAIL_TYPES: Readonly<Record<string, string>> = {
  ObjectCreated: 'Object Created',
  ObjectRemoved: 'Object Deleted',
  'ObjectTagging:Put': 'Object Tags Added',
  'ObjectTagging:Delete': 'Object Tags Deleted',
};
const REASONS: Readonly<Record<string, Record<string, string>>> = {
  'ObjectCreated:Put': { reason: 'PutObject' },
  'ObjectCreated:Copy': { reason: 'CopyObject' },
  'ObjectCreated:Post': { reason: 'PostObject' },
  'ObjectCreated:CompleteMultipartUpload': { reason: 'CompleteMultipartUpload' },
  'ObjectRemoved:Delete': { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted' },
  'ObjectRemoved:DeleteMarkerCreated': { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' },
};

/** On the default bus: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export function putBridgeEvent(
  world: World,
  bucket: BucketRow,
  happened: ObjectEvent,
  { context, sequencer }: { readonly context: RequestContext; readonly sequencer: string },
): void {
  const { event, key, size, etag, versionId } = happened;
  putEvent(world, {
    bus: 'default',
    source: 'aws.s3',
    detailType: DETAIL_TYPES[event] ?? DETAIL_TYPES[event.split(':')[0] ?? ''] ?? event,
    resources: [`arn:aws:s3:::${bucket.name}`],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key,
        ...(size !== undefined && { size }),
        ...(etag !== undefined && { etag }),
        ...(versionId !== undefined && versionId !== 'null' && { 'version-id': versionId }),
        sequencer,
      },
      'request-id': context.requestId,
      requester: bucket.ownerAccountId,
      'source-ip-address': '127.0.0.1',
      ...REASONS[event],
    },
  });
}
