import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { BucketRow } from '../s3-rows.ts';

/** What happened to one object. */
export interface ObjectEvent {
  /** `ObjectCreated:Put` */
  readonly event: string;
  readonly key: string;
  readonly size?: number;
  readonly etag?: string;
  readonly versionId?: string;
}

/** Grows with each event, so that those of one key can be put in order. */
export function makeSequencer(now: number): string {
  last = Math.max(last + 1, now * 1000);
  return last.toString(16).toUpperCase().padStart(18, '0');
}

let last = 0;

const encodeKey = (key: string): string => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

function showObject({ key, size, etag, versionId }: ObjectEvent, sequencer: string): Record<string, unknown> {
  return {
    key: encodeKey(key),
    ...(size !== undefined && { size }),
    ...(etag !== undefined && { eTag: etag }),
    ...(versionId !== undefined && versionId !== 'null' && { versionId }),
    sequencer,
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export function makeRecord(
  { config, clock }: World,
  bucket: BucketRow,
  happened: ObjectEvent,
  told: { readonly configurationId: string; readonly context: RequestContext; readonly sequencer: string },
): Record<string, unknown> {
  const { configurationId, context, sequencer } = told;
  const ownerIdentity = { principalId: bucket.ownerAccountId };
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: config.region,
    eventTime: new Date(clock.now()).toISOString(),
    eventName: happened.event,
    userIdentity: { principalId: `AWS:${context.accessKeyId ?? bucket.ownerAccountId}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': context.requestId, 'x-amz-id-2': context.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: { name: bucket.name, ownerIdentity, arn: `arn:aws:s3:::${bucket.name}` },
      object: showObject(happened, sequencer),
    },
  };
}
