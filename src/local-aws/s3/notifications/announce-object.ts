import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { BucketRow } from '../s3-rows.ts';
import { putBridgeEvent } from './bridge-event.ts';
import { deliver } from './deliver.ts';
import { makeRecord, makeSequencer, type ObjectEvent } from './object-event.ts';
import { readNotifications, type NotificationConfiguration } from './read-configurations.ts';

function isMeant({ events, prefix, suffix }: NotificationConfiguration, { event, key }: ObjectEvent): boolean {
  if (!key.startsWith(prefix) || !key.endsWith(suffix)) return false;
  return events.some((wanted) => {
    const pattern = wanted.replace(/^s3:/, '');
    return pattern.endsWith('*') ? event.startsWith(pattern.slice(0, -1)) : event === pattern;
  });
}

/** Tells the functions, queues, topics and rules that the bucket's notifications mean. */
export function announceObject(world: World, bucket: BucketRow, happened: ObjectEvent, context: RequestContext): void {
  const document = bucket.settings['notification'];
  if (document === undefined) return;
  const { configurations, toEventBridge } = readNotifications(document);
  const sequencer = makeSequencer(world.clock.now());
  for (const configuration of configurations.filter((candidate) => isMeant(candidate, happened))) {
    const record = makeRecord(world, bucket, happened, { configurationId: configuration.id, context, sequencer });
    deliver(world, bucket, configuration, { Records: [record] });
  }
  if (toEventBridge) putBridgeEvent(world, bucket, happened, { context, sequencer });
}
