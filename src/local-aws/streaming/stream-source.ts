import { showRecord } from '../dynamodb/streams/show-record.ts';
import {
  logOf as changesOf,
  RETENTION_MS,
  streams as tableStreams,
  type ChangeRecord,
  type StreamRow as TableStream,
} from '../dynamodb/streams/stream-rows.ts';
import { findStreamByArn } from '../kinesis/find-stream.ts';
import { logOf, shardId, trim, type KinesisRecord, type StreamRow } from '../kinesis/stream-rows.ts';
import type { World } from '../kernel/world.ts';
import type { LogRecord, RecordLog } from './record-log.ts';

/** One shard of a stream, whichever service it is of. */
export interface ShardSource {
  readonly shardId: string;
  readonly log: Pick<RecordLog<unknown>, 'read' | 'tip' | 'before'>;
  /** Forgets what is too old. */
  readonly trim: () => void;
  /** A record as functions get it, in all but what only the caller knows: the stream's ARN and the role. */
  readonly show: (record: LogRecord<unknown>) => Readonly<Record<string, unknown>>;
}

export interface StreamSource {
  readonly kind: 'kinesis' | 'dynamodb';
  readonly shards: readonly ShardSource[];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
function showKinesis(world: World, shard: string, { sequence, at, data }: LogRecord<KinesisRecord>): object {
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: data.partitionKey,
      sequenceNumber: sequence,
      data: data.data,
      approximateArrivalTimestamp: at / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shard}:${sequence}`,
    eventName: 'aws:kinesis:record',
    awsRegion: world.config.region,
  };
}

function kinesisShard(world: World, stream: StreamRow, index: number): ShardSource {
  const id = shardId(index);
  return {
    shardId: id,
    log: logOf(world, stream, index),
    trim: () => trim(world, stream, index),
    show: (record) => showKinesis(world, id, record as LogRecord<KinesisRecord>) as Record<string, unknown>,
  };
}

function tableShard(world: World, stream: TableStream): ShardSource {
  const log = changesOf(world, stream);
  return {
    shardId: stream.shardId,
    log,
    trim: () => log.trim(world.clock.now() - RETENTION_MS),
    show: (record) => showRecord(world, stream, record as LogRecord<ChangeRecord>),
  };
}

/** Undefined: there is no such stream. */
export function findStreamSource(world: World, arn: string): StreamSource | undefined {
  if (arn.split(':')[2] === 'dynamodb') {
    const stream = tableStreams(world).get(arn);
    return stream && { kind: 'dynamodb', shards: [tableShard(world, stream)] };
  }
  const stream = findStreamByArn(world, arn);
  if (!stream) return undefined;
  const shards = Array.from({ length: stream.shardCount }, (_, index) => kinesisShard(world, stream, index));
  return { kind: 'kinesis', shards };
}
