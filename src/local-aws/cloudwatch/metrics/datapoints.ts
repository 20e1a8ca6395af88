import type { MetricBucket, MetricSeries, World } from '../../kernel/world.ts';
import { statistic } from './statistics.ts';

/** Values by the start of their period, in epoch seconds. */
export type Datapoints = ReadonlyMap<number, number>;

export interface Range {
  /** Epoch seconds; the first period starts here. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Seconds. */
  readonly period: number;
}

export interface MetricName {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Periods without samples have no value. */
export function datapoints(world: World, name: MetricName, stat: string, range: Range): Datapoints {
  return new Map(
    [...bucketsByPeriod(findSeries(world, name), range)].map(([at, buckets]) => [at, statistic(stat, buckets)]),
  );
}

export function bucketsByPeriod(
  series: MetricSeries | undefined,
  { start, end, period }: Range,
): Map<number, MetricBucket[]> {
  const byPeriod = new Map<number, MetricBucket[]>();
  const inRange = [...(series?.buckets ?? [])].filter(([at]) => at >= start && at < end).toSorted(([a], [b]) => a - b);
  for (const [at, bucket] of inRange) {
    const from = start + Math.floor((at - start) / period) * period;
    const known = byPeriod.get(from);
    if (known) known.push(bucket);
    else byPeriod.set(from, [bucket]);
  }
  return byPeriod;
}

/** Dimensions must be the very same: CloudWatch does not aggregate over others. */
export function findSeries(world: World, { namespace, metric, dimensions }: MetricName): MetricSeries | undefined {
  const names = Object.keys(dimensions);
  return world.metrics
    .series()
    .find(
      (series) =>
        series.metric === metric &&
        series.namespace === namespace &&
        Object.keys(series.dimensions).length === names.length &&
        names.every((name) => series.dimensions[name] === dimensions[name]),
    );
}

/** Start and end moved to whole periods, as CloudWatch rounds them. */
export function alignedRange(startMs: number, endMs: number, period: number): Range {
  const start = Math.floor(startMs / 1000 / period) * period;
  return { start, end: Math.ceil(endMs / 1000 / period) * period, period };
}
