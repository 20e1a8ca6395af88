import { childrenNamed, parseXml, textOf, type XmlElement } from '../kernel/parse-xml.ts';
import type { World } from '../kernel/world.ts';
import type { BucketRow, ObjectVersion } from './s3-rows.ts';

export interface ObjectEvent {
  /** `ObjectCreated:Put` */
  readonly event: string;
  readonly key: string;
  readonly version?: ObjectVersion;
}

interface Target {
  readonly arn: string;
  readonly id: string;
}

function matchesFilter(configuration: XmlElement, key: string): boolean {
  const filters = childrenNamed(configuration, 'Filter').flatMap((filter) => childrenNamed(filter, 'S3Key'));
  return filters
    .flatMap((filter) => childrenNamed(filter, 'FilterRule'))
    .every((rule) => {
      const value = textOf(rule, 'Value') ?? '';
      return textOf(rule, 'Name')?.toLowerCase() === 'suffix' ? key.endsWith(value) : key.startsWith(value);
    });
}

function matchesEvent(configuration: XmlElement, event: string): boolean {
  return childrenNamed(configuration, 'Event').some(({ text }) => {
    const pattern = text.replace(/^s3:/, '');
    return pattern.endsWith('*') ? event.startsWith(pattern.slice(0, -1)) : event === pattern;
  });
}

function targetsOf(bucket: BucketRow, { event, key }: ObjectEvent): Target[] {
  const document = bucket.settings['notification'];
  if (!document) return [];
  return parseXml(document)
    .children.filter((configuration) => matchesEvent(configuration, event) && matchesFilter(configuration, key))
    .map((configuration) => ({
      id: textOf(configuration, 'Id') ?? '',
      arn: ['CloudFunction', 'Queue', 'Topic'].map((name) => textOf(configuration, name)).find(Boolean) ?? '',
    }));
}

function showObject({ key, version }: ObjectEvent, now: number): Record<string, unknown> {
  return {
    key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
    ...(version && { size: version.size, eTag: version.etag }),
    ...(version && version.versionId !== 'null' && { versionId: version.versionId }),
    sequencer: now.toString(16).toUpperCase().padStart(18, '0'),
  };
}

function recordOf({ config, clock }: World, bucket: BucketRow, happened: ObjectEvent, { id }: Target): unknown {
  const ownerIdentity = { principalId: bucket.ownerAccountId };
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: config.region,
    eventTime: new Date(clock.now()).toISOString(),
    eventName: happened.event,
    userIdentity: ownerIdentity,
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: id,
      bucket: { name: bucket.name, ownerIdentity, arn: `arn:aws:s3:::${bucket.name}` },
      object: showObject(happened, clock.now()),
    },
  };
}

async function deliver(world: World, { arn }: Target, body: string): Promise<void> {
  const [, , service, region = '', accountId = '', name = ''] = arn.split(':');
  if (service === 'lambda') {
    await world.invoker.invoke({ functionName: arn, type: 'Event', payload: Buffer.from(body), source: 's3' });
  } else if (service === 'sqs') {
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    await world.call('sqs', 'SendMessage', { QueueUrl, MessageBody: body });
  } else {
    await world.call('sns', 'Publish', { TopicArn: arn, Subject: 'Amazon S3 Notification', Message: body });
  }
}

/** Tells the functions, queues and topics that the bucket's notifications name. The write does not wait, nor fail with them. */
export function announceObject(world: World, bucket: BucketRow, happened: ObjectEvent): void {
  for (const target of targetsOf(bucket, happened)) {
    const body = JSON.stringify({ Records: [recordOf(world, bucket, happened, target)] });
    deliver(world, target, body).catch((error: unknown) => {
      const message = `Notification of ${bucket.name} to ${target.arn}: ${(error as Error).message}`;
      world.logs.append('/local-aws/s3', bucket.name, [{ timestamp: world.clock.now(), message }]);
    });
  }
}
