import type { MetricBucket } from '../../kernel/world.ts';
import { invalidParameter } from '../cloudwatch-error.ts';

const SIMPLE: Readonly<Record<string, (buckets: readonly MetricBucket[]) => number>> = {
  SampleCount: (buckets) => buckets.reduce((sum, { count }) => sum + count, 0),
  Sum: (buckets) => buckets.reduce((sum, bucket) => sum + bucket.sum, 0),
  Average: (buckets) => sumOf(buckets) / countOf(buckets),
  Minimum: (buckets) => Math.min(...buckets.map(({ minimum }) => minimum)),
  Maximum: (buckets) => Math.max(...buckets.map(({ maximum }) => maximum)),
};

export function isStatistic(name: string): boolean {
  return name in SIMPLE || /^p\d{1,2}(\.\d+)?$|^p100$/.test(name);
}

/** The statistic over some buckets, at least one. Percentiles come from samples. Throws InvalidParameterValueException. */
export function statistic(name: string, buckets: readonly MetricBucket[]): number {
  const simple = SIMPLE[name];
  if (simple) return simple(buckets);
  if (isStatistic(name)) return percentile(Number(name.slice(1)), buckets);
  throw invalidParameter(`The value ${name} for parameter Stat is not supported.`);
}

function sumOf(buckets: readonly MetricBucket[]): number {
  return buckets.reduce((sum, bucket) => sum + bucket.sum, 0);
}

function countOf(buckets: readonly MetricBucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

function percentile(percent: number, buckets: readonly MetricBucket[]): number {
  const weighted = buckets
    .flatMap(({ sample, count }) => sample.map((value) => ({ value, weight: count / sample.length })))
    .toSorted((a, b) => a.value - b.value);
  const wanted = (percent / 100) * weighted.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  for (const { value, weight } of weighted) {
    passed += weight;
    if (passed >= wanted - 1e-9) return value;
  }
  return weighted.at(-1)?.value ?? 0;
}
