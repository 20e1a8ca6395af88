import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validationError } from '../cloudwatch-error.ts';
import { requiredTime } from '../members.ts';
import { alignedRange, type Datapoints, type Range } from '../metrics/datapoints.ts';
import { periodOf, readQueries, runQueries, seriesOf, type MetricQuery } from '../metrics/run-queries.ts';
import type { Value } from '../math/values.ts';

/** All at once: no pages. */
export const getMetricData: Operation = {
  name: 'GetMetricData',
  writes: false,
  handle: (params, world) => {
    const [start, end] = [requiredTime(params, 'StartTime'), requiredTime(params, 'EndTime')];
    if (start >= end) throw validationError('The parameter StartTime must be less than the parameter EndTime.');
    const queries = readQueries(structuresOf(params, 'MetricDataQueries'));
    const rangeFor = (period: number): Range => alignedRange(start, end, period);
    const values = runQueries(world, queries, rangeFor);
    const isAscending = stringOf(params, 'ScanBy') === 'TimestampAscending';
    const results = queries
      .filter(({ isReturned }) => isReturned)
      .flatMap((query) =>
        resultsOf(query, values.get(query.id) as Value, rangeFor(query.period ?? periodOf(queries)), isAscending),
      );
    return { body: { MetricDataResults: results, Messages: [] } };
  },
};

function resultsOf({ id, label }: MetricQuery, value: Value, range: Range, isAscending: boolean): unknown[] {
  return seriesOf(value, range).map((series: Datapoints) => {
    const ascending = [...series].toSorted(([a], [b]) => a - b);
    const points = isAscending ? ascending : ascending.toReversed();
    return {
      Id: id,
      Label: label,
      Timestamps: points.map(([at]) => new Date(at * 1000)),
      Values: points.map(([, number]) => number),
      StatusCode: 'Complete',
    };
  });
}
