import type { Params } from '../../kernel/operation.ts';
import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface AlarmRow {
  readonly name: string;
  readonly kind: 'MetricAlarm' | 'CompositeAlarm';
  /** As it was put, in AWS's members, without Tags; numbers are numbers. */
  readonly settings: Params;
  readonly state: AlarmState;
  readonly stateReason: string;
  readonly stateReasonData?: string;
  /** Epoch milliseconds. */
  readonly stateUpdatedAt: number;
  readonly stateChangedAt: number;
  readonly configuredAt: number;
  readonly areActionsEnabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface HistoryRow {
  readonly alarm: string;
  readonly kind: AlarmRow['kind'];
  readonly at: number;
  readonly type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  /** JSON. */
  readonly data: string;
}

export function alarms(world: World): Table<AlarmRow> {
  return world.store.table<AlarmRow>('cloudwatch.alarm');
}

/** The latest items of one alarm, oldest first. */
export function histories(world: World): Table<readonly HistoryRow[]> {
  return world.store.table<readonly HistoryRow[]>('cloudwatch.history');
}

const ITEMS_PER_ALARM = 50;

export function addHistory(world: World, item: Omit<HistoryRow, 'at'>): void {
  const known = histories(world).get(item.alarm) ?? [];
  histories(world).set(item.alarm, [...known, { ...item, at: world.clock.now() }].slice(-ITEMS_PER_ALARM));
}

export function alarmArn(world: World, name: string): string {
  return `arn:aws:cloudwatch:${world.config.region}:${world.config.accountId}:alarm:${name}`;
}
