import type { Params } from '../../kernel/operation.ts';
import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { RecordLog, type LogRecord } from '../../streaming/record-log.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';

export type ViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** A stream stays readable for a day after its table let go of it. */
export interface StreamRow {
  readonly arn: string;
  readonly tableName: string;
  readonly label: string;
  readonly viewType: ViewType;
  /** In AWS's members. */
  readonly keySchema: readonly Params[];
  readonly enabled: boolean;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly shardId: string;
  readonly closedAt?: number;
}

export interface ChangeRecord {
  readonly eventId: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Item;
  readonly newImage?: Readonly<Record<string, AttributeValue>>;
  readonly oldImage?: Readonly<Record<string, AttributeValue>>;
  readonly sizeBytes: number;
}

export const RETENTION_MS = 24 * 3600 * 1000;

export function streams(world: World): Table<StreamRow> {
  return world.store.table<StreamRow>('dynamodb.streams');
}

const logs = new WeakMap<World, Map<string, RecordLog<ChangeRecord>>>();

/** One shard for each stream. */
export function logOf(world: World, { arn }: Pick<StreamRow, 'arn'>): RecordLog<ChangeRecord> {
  const known = logs.get(world) ?? new Map<string, RecordLog<ChangeRecord>>();
  logs.set(world, known);
  let log = known.get(arn);
  if (!log) {
    const rows = world.store.table<LogRecord<ChangeRecord>>(`dynamodb.records/${arn}`);
    known.set(arn, (log = new RecordLog(rows, '100')));
  }
  return log;
}

export function forgetLog(world: World, { arn }: Pick<StreamRow, 'arn'>): void {
  logs.get(world)?.delete(arn);
}
