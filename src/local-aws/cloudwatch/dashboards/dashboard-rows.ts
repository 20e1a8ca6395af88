import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';

export interface DashboardRow {
  readonly name: string;
  /** JSON, as it was put. */
  readonly body: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

export function dashboards(world: World): Table<DashboardRow> {
  return world.store.table<DashboardRow>('cloudwatch.dashboard');
}

/** Dashboards have no region. */
export function dashboardArn(world: World, name: string): string {
  return `arn:aws:cloudwatch::${world.config.accountId}:dashboard/${name}`;
}
