import type { World } from '../../kernel/world.ts';
import type { BucketRow } from '../s3-rows.ts';
import { deliver } from './deliver.ts';
import type { NotificationConfiguration } from './read-configurations.ts';

/** What queues and topics get first; functions get none. */
export function sendTest(
  world: World,
  bucket: BucketRow,
  configuration: NotificationConfiguration,
  requestId: string,
): void {
  if (configuration.kind === 'lambda') return;
  deliver(world, bucket, configuration, {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(world.clock.now()).toISOString(),
    Bucket: bucket.name,
    RequestId: requestId,
    HostId: requestId,
  });
}
