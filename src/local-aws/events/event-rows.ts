import type { Params } from '../kernel/operation.ts';
import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface BusRow {
  readonly name: string;
  readonly description?: string;
  /** JSON. */
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** A target as it was put, in AWS's members. */
export type Target = Params & { readonly Id: string; readonly Arn: string };

export interface RuleRow {
  readonly name: string;
  readonly bus: string;
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly state: 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  readonly description?: string;
  readonly roleArn?: string;
  readonly targets: readonly Target[];
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch milliseconds: rates count from here. */
  readonly enabledAt: number;
}

export function buses(world: World): Table<BusRow> {
  return world.store.table<BusRow>('events.bus');
}

export function rules(world: World): Table<RuleRow> {
  return world.store.table<RuleRow>('events.rule');
}

export function ruleKey(bus: string, name: string): string {
  return `${bus}\n${name}`;
}

export function busArn(world: World, name: string): string {
  return `arn:aws:events:${world.config.region}:${world.config.accountId}:event-bus/${name}`;
}

/** Rules of the default bus do not name it. */
export function ruleArn(world: World, bus: string, name: string): string {
  const path = bus === 'default' ? name : `${bus}/${name}`;
  return `arn:aws:events:${world.config.region}:${world.config.accountId}:rule/${path}`;
}
