import { numberOf, recordOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { MetricBucket, World } from '../../kernel/world.ts';
import { invalidCombination, invalidParameter } from '../cloudwatch-error.ts';
import { dimensionsOf, required, timeOf } from '../members.ts';

export const putMetricData: Operation = {
  name: 'PutMetricData',
  writes: true,
  handle: (params, world) => {
    const namespace = required(params, 'Namespace');
    if (namespace.startsWith('AWS/')) {
      throw invalidParameter('The value AWS/ for parameter Namespace is invalid.');
    }
    const data = structuresOf(params, 'MetricData');
    if (data.length > 1000) throw invalidParameter('The collection MetricData must not have a size greater than 1000.');
    const parsed = data.map((datum) => ({ datum, bucket: bucketOf(datum) }));
    for (const { datum, bucket } of parsed) put(world, namespace, datum, bucket);
    return {};
  },
};

function put(world: World, namespace: string, datum: Params, bucket: MetricBucket): void {
  const at = timeOf(datum, 'Timestamp') ?? world.clock.now();
  world.metrics.put(namespace, required(datum, 'MetricName'), dimensionsOf(datum), bucket, at);
}

function bucketOf(datum: Params): MetricBucket {
  const unit = stringOf(datum, 'Unit');
  const statistics = recordOf<unknown>(datum, 'StatisticValues');
  const values = Array.isArray(datum['Values']) ? (datum['Values'] as unknown[]).map(Number) : undefined;
  const value = numberOf(datum, 'Value');
  const given = [statistics, values, value].filter((one) => one !== undefined).length;
  if (given !== 1) {
    throw invalidCombination(
      'Exactly one of Value, Values and StatisticValues must be specified for each MetricDatum.',
    );
  }
  const base = statistics ? fromStatistics(statistics) : fromValues(values ?? [value as number], datum['Counts']);
  return { ...base, ...(unit !== undefined && { unit }) };
}

function fromStatistics(statistics: Params): MetricBucket {
  const read = (name: string): number => Number(required(statistics, name));
  const [count, sum, minimum, maximum] = [read('SampleCount'), read('Sum'), read('Minimum'), read('Maximum')];
  return { count, sum, minimum, maximum, sample: [minimum, sum / count, maximum] };
}

function fromValues(values: readonly number[], counts: unknown): MetricBucket {
  if (values.some((value) => !Number.isFinite(value)))
    throw invalidParameter('The value NaN for parameter Value is invalid.');
  const weights = Array.isArray(counts) ? counts.map(Number) : values.map(() => 1);
  const count = weights.reduce((total, weight) => total + weight, 0);
  return {
    count,
    sum: values.reduce((total, value, index) => total + value * (weights[index] ?? 1), 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    sample: values
      .flatMap((value, index) => Array.from<number>({ length: Math.min(weights[index] ?? 1, 100) }).fill(value))
      .slice(0, 100),
  };
}
