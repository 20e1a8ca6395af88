import type { MetricSeries, MetricSink, WorldBase } from '../kernel/world.ts';
import { addSamples, mergeBuckets, toBucket, type Bucket } from './metric-buckets.ts';

/** Buckets of one second are kept this long (AWS: three hours for high resolution), then folded into minutes. */
const FINE_SECONDS = 15 * 60;
/** Minutes are kept this long (AWS: 15 days). */
const KEPT_SECONDS = 24 * 3600;
const FOLD_EVERY_SECONDS = 60;
const SERIES_LIMIT = 20_000;

interface Series extends MetricSeries {
  readonly buckets: Map<number, Bucket>;
  foldedAt: number;
}

/** Samples in memory, aggregated as they come: `record` is on the path of every invocation. A restart forgets them. */
export function startMetricSink({ clock, onStop }: WorldBase): MetricSink {
  const all = new Map<string, Series>();

  const seriesOf = (namespace: string, metric: string, dimensions: Readonly<Record<string, string>>): Series => {
    const key = keyOf(namespace, metric, dimensions);
    const second = Math.floor(clock.now() / 1000);
    let series = all.get(key);
    if (!series) {
      if (all.size >= SERIES_LIMIT) all.delete(all.keys().next().value as string);
      series = { namespace, metric, dimensions: { ...dimensions }, buckets: new Map(), foldedAt: second };
      all.set(key, series);
    }
    if (second - series.foldedAt > FOLD_EVERY_SECONDS) fold(series, second);
    return series;
  };
  // What nobody records any more (a version that was replaced) is folded too.
  const sweep = setInterval(() => foldAll(all, Math.floor(clock.now() / 1000)), FOLD_EVERY_SECONDS * 1000).unref();
  onStop(() => clearInterval(sweep));

  return {
    record: (namespace, metric, dimensions, value, unit, count = 1) => {
      const { buckets } = seriesOf(namespace, metric, dimensions);
      addSamples(buckets, Math.floor(clock.now() / 1000), { value, count, unit });
    },
    put: (namespace, metric, dimensions, given, at) => {
      const { buckets } = seriesOf(namespace, metric, dimensions);
      const second = Math.floor(at / 1000);
      const known = buckets.get(second);
      buckets.set(second, known ? mergeBuckets(known, toBucket(given)) : toBucket(given));
    },
    series: () => [...all.values()],
  };
}

function keyOf(namespace: string, metric: string, dimensions: Readonly<Record<string, string>>): string {
  const names = Object.keys(dimensions);
  if (names.length > 1) names.sort();
  let key = `${namespace}\n${metric}`;
  for (const name of names) key += `\n${name}=${dimensions[name]}`;
  return key;
}

function foldAll(all: Map<string, Series>, second: number): void {
  for (const [key, series] of all) {
    if (second - series.foldedAt >= FOLD_EVERY_SECONDS) fold(series, second);
    if (series.buckets.size === 0) all.delete(key);
  }
}

function fold(series: Series, second: number): void {
  series.foldedAt = second;
  const fine = [...series.buckets];
  series.buckets.clear();
  for (const [at, bucket] of fine) {
    if (at < second - KEPT_SECONDS) continue;
    const minute = at < second - FINE_SECONDS ? at - (at % 60) : at;
    const into = series.buckets.get(minute);
    series.buckets.set(minute, into ? mergeBuckets(into, bucket) : bucket);
  }
}
