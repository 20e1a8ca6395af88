import type { MetricBucket, MetricSeries, MetricSink, WorldBase } from '../kernel/world.ts';

/** Buckets of one second are kept this long (AWS: three hours for high resolution), then folded into minutes. */
const FINE_SECONDS = 15 * 60;
/** Minutes are kept this long (AWS: 15 days). */
const KEPT_SECONDS = 24 * 3600;
const SERIES_LIMIT = 20_000;
const SAMPLE_SIZE = 100;

interface Bucket extends MetricBucket {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  sample: number[];
  unit?: string;
}
interface Series extends MetricSeries {
  readonly buckets: Map<number, Bucket>;
  foldedAt: number;
}

/** Samples in memory, aggregated as they come: `record` is on the path of every invocation. A restart forgets them. */
export function startMetricSink({ clock }: WorldBase): MetricSink {
  const all = new Map<string, Series>();

  return {
    record: (namespace, metric, dimensions, value, unit, count = 1) => {
      const key = keyOf(namespace, metric, dimensions);
      const second = Math.floor(clock.now() / 1000);
      let series = all.get(key);
      if (!series) {
        if (all.size >= SERIES_LIMIT) all.delete(all.keys().next().value as string);
        series = { namespace, metric, dimensions: { ...dimensions }, buckets: new Map(), foldedAt: second };
        all.set(key, series);
      }
      if (second - series.foldedAt > 60) fold(series, second);
      add(series.buckets, second, { value, count, unit });
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

interface Samples {
  readonly value: number;
  readonly count: number;
  readonly unit: string | undefined;
}

function add(buckets: Map<number, Bucket>, at: number, { value, count, unit }: Samples): void {
  const bucket = buckets.get(at);
  if (!bucket) {
    const sample = Array.from<number>({ length: Math.min(count, SAMPLE_SIZE) }).fill(value);
    buckets.set(at, { count, sum: value * count, minimum: value, maximum: value, sample, ...(unit && { unit }) });
    return;
  }
  bucket.count += count;
  bucket.sum += value * count;
  if (value < bucket.minimum) bucket.minimum = value;
  if (value > bucket.maximum) bucket.maximum = value;
  for (let kept = 0; kept < Math.min(count, SAMPLE_SIZE); kept++) keepSample(bucket, value);
}

/** Reservoir sampling: every value has the same chance to be in the sample. */
function keepSample(bucket: Bucket, value: number): void {
  if (bucket.sample.length < SAMPLE_SIZE) bucket.sample.push(value);
  else {
    const at = Math.floor(Math.random() * bucket.count);
    if (at < SAMPLE_SIZE) bucket.sample[at] = value;
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
    series.buckets.set(minute, into ? merge(into, bucket) : bucket);
  }
}

function merge(a: Bucket, b: Bucket): Bucket {
  return {
    ...a,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    sample: [...a.sample, ...b.sample].slice(0, SAMPLE_SIZE),
  };
}
