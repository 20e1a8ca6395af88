import { listOf, numberOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { MetricBucket } from '../../kernel/world.ts';
import { invalidCombination, invalidParameter, missingParameter } from '../cloudwatch-error.ts';
import { dimensionsOf, required, requiredTime } from '../members.ts';
import { alignedRange, bucketsByPeriod, findSeries } from '../metrics/datapoints.ts';
import { isStatistic, statistic } from '../metrics/statistics.ts';

export const getMetricStatistics: Operation = {
  name: 'GetMetricStatistics',
  writes: false,
  handle: (params, world) => {
    const metric = required(params, 'MetricName');
    const name = { namespace: required(params, 'Namespace'), metric, dimensions: dimensionsOf(params) };
    const period = checkPeriod(params);
    const [start, end] = [requiredTime(params, 'StartTime'), requiredTime(params, 'EndTime')];
    if (start >= end) throw invalidCombination('The parameter StartTime must be less than the parameter EndTime.');
    const stats = checkStatistics(params);
    const found = bucketsByPeriod(findSeries(world, name), alignedRange(start, end, period));
    return { body: { Label: metric, Datapoints: [...found].map(([at, buckets]) => datapoint(at, buckets, stats)) } };
  },
};

function checkPeriod(params: Params): number {
  const period = numberOf(params, 'Period');
  if (period === undefined) throw missingParameter('Period');
  if (period >= 1 && (period % 60 === 0 || [1, 5, 10, 20, 30].includes(period))) return period;
  throw invalidParameter(
    `The parameter Period must be a multiple of 60, or one of 1, 5, 10, 20, 30 for high-resolution metrics; got ${period}.`,
  );
}

interface Asked {
  readonly simple: readonly string[];
  readonly extended: readonly string[];
}

function checkStatistics(params: Params): Asked {
  const asked = { simple: listOf(params, 'Statistics'), extended: listOf(params, 'ExtendedStatistics') };
  if (asked.simple.length + asked.extended.length === 0) {
    throw invalidCombination('At least one of the parameters Statistics and ExtendedStatistics must be specified.');
  }
  const wrong = [...asked.simple, ...asked.extended].find((name) => !isStatistic(name));
  if (wrong !== undefined) throw invalidParameter(`The value ${wrong} for parameter Statistics is not supported.`);
  return asked;
}

function datapoint(at: number, buckets: readonly MetricBucket[], { simple, extended }: Asked): unknown {
  const values = (names: readonly string[]): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, statistic(name, buckets)]));
  return {
    Timestamp: new Date(at * 1000),
    ...values(simple),
    ...(extended.length > 0 && { ExtendedStatistics: values(extended) }),
    Unit: buckets[0]?.unit ?? 'None',
  };
}
