import type { World } from '../../kernel/world.ts';
import type { BucketRow } from '../s3-rows.ts';
import { whyNotAllowed } from './check-configurations.ts';
import type { NotificationConfiguration } from './read-configurations.ts';

async function send(world: World, { kind, arn }: NotificationConfiguration, body: string): Promise<void> {
  if (kind === 'lambda') {
    await world.invoker.invoke({ functionName: arn, type: 'Event', payload: Buffer.from(body), source: 's3' });
  } else if (kind === 'sqs') {
    const [, , , region = '', accountId = '', name = ''] = arn.split(':');
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    await world.call('sqs', 'SendMessage', { QueueUrl, MessageBody: body });
  } else {
    await world.call('sns', 'Publish', { TopicArn: arn, Subject: 'Amazon S3 Notification', Message: body });
  }
}

async function sendIfAllowed(
  world: World,
  bucket: BucketRow,
  configuration: NotificationConfiguration,
  body: string,
): Promise<void> {
  const reason = whyNotAllowed(world, bucket, configuration);
  if (reason !== undefined) throw new Error(reason);
  await send(world, configuration, body);
}

/** In the background; the write that it tells of neither waits for it nor fails with it. What fails is in `/local-aws/s3`. */
export function deliver(
  world: World,
  bucket: BucketRow,
  configuration: NotificationConfiguration,
  message: unknown,
): void {
  sendIfAllowed(world, bucket, configuration, JSON.stringify(message)).catch((error: unknown) => {
    const text = `Notification of ${bucket.name} to ${configuration.arn}: ${(error as Error).message}`;
    world.logs.append('/local-aws/s3', bucket.name, [{ timestamp: world.clock.now(), message: text }]);
  });
}
