import type { Params } from '../kernel/operation.ts';
import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface ScheduleRow {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly timezone: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly description?: string;
  /** In AWS's members: Arn, RoleArn, Input, RetryPolicy, DeadLetterConfig, SqsParameters, EventBridgeParameters. */
  readonly target: Params & { readonly Arn: string; readonly RoleArn: string };
  readonly flexibleTimeWindow: Params;
  /** Epoch milliseconds. */
  readonly startDate?: number;
  readonly endDate?: number;
  readonly actionAfterCompletion: 'NONE' | 'DELETE';
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface GroupRow {
  readonly name: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

export function schedules(world: World): Table<ScheduleRow> {
  return world.store.table<ScheduleRow>('scheduler.schedule');
}

export function groups(world: World): Table<GroupRow> {
  return world.store.table<GroupRow>('scheduler.group');
}

export function scheduleKey(group: string, name: string): string {
  return `${group}\n${name}`;
}

export function scheduleArn({ config }: World, group: string, name: string): string {
  return `arn:aws:scheduler:${config.region}:${config.accountId}:schedule/${group}/${name}`;
}

export function groupArn({ config }: World, name: string): string {
  return `arn:aws:scheduler:${config.region}:${config.accountId}:schedule-group/${name}`;
}
