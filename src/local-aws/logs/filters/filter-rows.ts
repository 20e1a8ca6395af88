import type { Table, Tables } from '../../kernel/store.ts';

export interface MetricTransformation {
  readonly metricName: string;
  readonly metricNamespace: string;
  /** A number, or the field of a JSON event: `$.latency`. */
  readonly metricValue: string;
  readonly defaultValue?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly unit?: string;
}

export interface MetricFilterRow {
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly MetricTransformation[];
  readonly creationTime: number;
}

export interface SubscriptionFilterRow {
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution: string;
  readonly creationTime: number;
}

export function metricFilters(store: Tables): Table<MetricFilterRow> {
  return store.table<MetricFilterRow>('logs.metric-filter');
}

export function subscriptionFilters(store: Tables): Table<SubscriptionFilterRow> {
  return store.table<SubscriptionFilterRow>('logs.subscription-filter');
}

interface Filter {
  readonly logGroupName: string;
  readonly filterName: string;
}

/** Neither name may hold a line feed. */
export function filterKey({ logGroupName, filterName }: Filter): string {
  return `${logGroupName}\n${filterName}`;
}

export function filtersOf<Row extends Filter>(rows: Pick<Table<Row>, 'values'>, group: string): Row[] {
  return rows.values().filter(({ logGroupName }) => logGroupName === group);
}

/** With their group. */
export function forgetFilters(store: Tables, group: string): void {
  const tables: readonly Pick<Table<Filter>, 'values' | 'delete'>[] = [
    metricFilters(store),
    subscriptionFilters(store),
  ];
  for (const rows of tables) {
    for (const filter of filtersOf(rows, group)) rows.delete(filterKey(filter));
  }
}
