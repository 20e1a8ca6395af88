import type { MetricBucket } from '../kernel/world.ts';

const SAMPLE_SIZE = 100;

export interface Bucket extends MetricBucket {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  sample: number[];
  unit?: string;
}

export interface Samples {
  readonly value: number;
  readonly count: number;
  readonly unit: string | undefined;
}

export function addSamples(buckets: Map<number, Bucket>, at: number, { value, count, unit }: Samples): void {
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

export function mergeBuckets(a: Bucket, b: Bucket): Bucket {
  return {
    ...a,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    sample: mergeSamples(a, b),
  };
}

/** As many of each as its share of the values, taken evenly. */
function mergeSamples(a: Bucket, b: Bucket): number[] {
  if (a.sample.length + b.sample.length <= SAMPLE_SIZE) return [...a.sample, ...b.sample];
  const ofA = Math.round((SAMPLE_SIZE * a.count) / (a.count + b.count));
  return [...evenly(a.sample, ofA), ...evenly(b.sample, SAMPLE_SIZE - ofA)];
}

function evenly(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, index) => values[Math.floor((index * values.length) / count)] as number);
}

export function toBucket(given: MetricBucket): Bucket {
  return { ...given, sample: [...given.sample] };
}
