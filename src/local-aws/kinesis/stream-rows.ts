import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';
import { RecordLog, type LogRecord } from '../streaming/record-log.ts';

export interface StreamRow {
  readonly name: string;
  readonly mode: 'PROVISIONED' | 'ON_DEMAND';
  readonly shardCount: number;
  readonly retentionHours: number;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface KinesisRecord {
  readonly partitionKey: string;
  /** Base64. */
  readonly data: string;
}

export const DEFAULT_RETENTION_HOURS = 24;

export function streams(world: World): Table<StreamRow> {
  return world.store.table<StreamRow>('kinesis.streams');
}

export function streamArn({ config }: World, name: string): string {
  return `arn:aws:kinesis:${config.region}:${config.accountId}:stream/${name}`;
}

export const shardId = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;

const logs = new WeakMap<World, Map<string, RecordLog<KinesisRecord>>>();
const logName = ({ name, createdAt }: StreamRow, shard: number): string => `${name}/${createdAt}/${shard}`;

/** The records of one shard. */
export function logOf(world: World, stream: StreamRow, shard: number): RecordLog<KinesisRecord> {
  const known = logs.get(world) ?? new Map<string, RecordLog<KinesisRecord>>();
  logs.set(world, known);
  const name = logName(stream, shard);
  let log = known.get(name);
  if (!log) {
    const rows = world.store.table<LogRecord<KinesisRecord>>(`kinesis.records/${name}`);
    // 56 digits with the shard among them, as AWS's have.
    known.set(name, (log = new RecordLog(rows, `496${String(shard).padStart(5, '0')}${'0'.repeat(29)}`)));
  }
  return log;
}

/** Forgets what is older than the stream keeps. */
export function trim(world: World, stream: StreamRow, shard: number): void {
  logOf(world, stream, shard).trim(world.clock.now() - stream.retentionHours * 3_600_000);
}

export function clearLogs(world: World, stream: StreamRow): void {
  for (let shard = 0; shard < stream.shardCount; shard++) {
    logOf(world, stream, shard).clear();
    logs.get(world)?.delete(logName(stream, shard));
  }
}
