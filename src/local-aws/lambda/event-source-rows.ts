import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export type EventSourceState = 'Creating' | 'Enabling' | 'Enabled' | 'Disabling' | 'Disabled' | 'Updating' | 'Deleting';

/** How to poll and whom to call. */
export interface EventSourceSettings {
  readonly functionName: string;
  /** Version or alias; none: `$LATEST`. */
  readonly qualifier?: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  /** EventBridge patterns as JSON text; a message that matches none is dropped. Empty: all match. */
  readonly filters: readonly string[];
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency?: number;
  /** Streams only. */
  readonly stream?: StreamSettings;
}

export interface StreamSettings {
  /** Kept and shown: a shard's batches go one after the other. */
  readonly parallelizationFactor: number;
  readonly bisects: boolean;
  /** -1: until the record is too old. */
  readonly maximumRetryAttempts: number;
  /** -1: as long as the stream keeps it. */
  readonly maximumRecordAgeSeconds: number;
  readonly onFailureArn?: string;
}

export interface EventSourceRow {
  readonly uuid: string;
  readonly eventSourceArn: string;
  /** Streams only, as it was asked for. */
  readonly startingPosition?: string;
  /** Epoch seconds. */
  readonly startingTimestamp?: number;
  readonly settings: EventSourceSettings;
  /** While an update is under way: what the pollers still go by. */
  readonly serving?: EventSourceSettings;
  readonly state: EventSourceState;
  readonly lastModifiedMs: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Keyed by UUID; read by the pollers of the execution room. */
export const eventSourceMappings = (world: World): Table<EventSourceRow> =>
  world.store.table('lambda.event-source-mappings');

export const isStream = (eventSourceArn: string): boolean => eventSourceArn.split(':')[2] !== 'sqs';

/** What the pollers go by now; undefined: do not poll. */
export function settingsToPoll({ state, settings, serving }: EventSourceRow): EventSourceSettings | undefined {
  if (state === 'Creating' || state === 'Disabled' || state === 'Deleting') return undefined;
  const current = serving ?? settings;
  return current.enabled ? current : undefined;
}
