import type { World } from '../kernel/world.ts';
import { streamArn, type StreamRow } from './stream-rows.ts';

/** CREATING until a new stream's time is up. */
export function statusOf({ clock }: World, { createdAt }: StreamRow): 'CREATING' | 'ACTIVE' {
  return clock.now() - createdAt < clock.duration('kinesis.stream') ? 'CREATING' : 'ACTIVE';
}

/** What both descriptions say. */
export function describeStream(world: World, stream: StreamRow): Record<string, unknown> {
  return {
    StreamName: stream.name,
    StreamARN: streamArn(world, stream.name),
    StreamStatus: statusOf(world, stream),
    StreamModeDetails: { StreamMode: stream.mode },
    RetentionPeriodHours: stream.retentionHours,
    StreamCreationTimestamp: new Date(stream.createdAt),
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: 'NONE',
  };
}
