import { booleanOf, numberOf, recordOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudwatch-error.ts';
import { compute } from '../math/compute.ts';
import { parseExpression } from '../math/parse.ts';
import { isSeries, type Value } from '../math/values.ts';
import { dimensionsOf, required } from '../members.ts';
import { datapoints, type Datapoints, type MetricName, type Range } from './datapoints.ts';

/** One of `MetricDataQueries` (of an alarm: `Metrics`). */
export interface MetricQuery {
  readonly id: string;
  readonly label: string;
  readonly isReturned: boolean;
  readonly period?: number;
  readonly metric?: MetricName & { readonly stat: string };
  readonly expression?: string;
}

/** Throws ValidationError and missing-parameter errors. */
export function readQueries(items: readonly Params[]): MetricQuery[] {
  const queries = items.map(readQuery);
  const ids = queries.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) {
    throw validationError(`The values for parameter id in MetricDataQueries are not unique. Duplicate: ${repeated}`);
  }
  return queries;
}

function readQuery(item: Params): MetricQuery {
  const id = required(item, 'Id');
  if (!/^[a-z][A-Za-z0-9_]*$/.test(id)) {
    throw validationError(
      `The value ${id} for parameter Id is not matching the expected pattern: ^[a-z][a-zA-Z0-9_]*$`,
    );
  }
  const stat = recordOf<unknown>(item, 'MetricStat');
  const expression = stringOf(item, 'Expression');
  if ((stat === undefined) === (expression === undefined)) {
    throw validationError('Exactly one of MetricStat and Expression must be specified in a MetricDataQuery.');
  }
  const metric = stat && readMetric(stat);
  const period = numberOf(stat ?? item, 'Period');
  return {
    id,
    label: stringOf(item, 'Label') ?? metric?.metric ?? id,
    isReturned: booleanOf(item, 'ReturnData') ?? true,
    ...(period !== undefined && { period }),
    ...(metric && { metric }),
    ...(expression !== undefined && { expression }),
  };
}

function readMetric(stat: Params): MetricName & { stat: string } {
  const metric = recordOf<unknown>(stat, 'Metric') ?? {};
  return {
    namespace: required(metric, 'Namespace'),
    metric: required(metric, 'MetricName'),
    dimensions: dimensionsOf(metric),
    stat: required(stat, 'Stat'),
  };
}

/** The shortest period among the metrics; a minute when there is none. */
export function periodOf(queries: readonly MetricQuery[]): number {
  const periods = queries.flatMap(({ period }) => period ?? []);
  return periods.length > 0 ? Math.min(...periods) : 60;
}

/** Each query's values; expressions may use each other. `rangeFor` gives the range of a period. */
export function runQueries(
  world: World,
  queries: readonly MetricQuery[],
  rangeFor: (period: number) => Range,
): Map<string, Value> {
  const values = new Map<string, Value>();
  const open = new Set<string>();
  const value = (id: string): Value => {
    const known = values.get(id);
    if (known !== undefined) return known;
    const query = queries.find((candidate) => candidate.id === id);
    if (!query) throw validationError(`Error in expression: Undefined variable '${id}'`);
    if (open.has(id)) throw validationError(`Error in expression '${id}': it depends on itself`);
    open.add(id);
    const found = query.metric ? readMetricValues(world, query, rangeFor) : math(query);
    values.set(id, found);
    return found;
  };
  const math = (query: MetricQuery): Value => {
    const range = rangeFor(query.period ?? periodOf(queries));
    const metrics = (): { id: string; series: Datapoints }[] =>
      queries.filter(({ metric }) => metric).map(({ id }) => ({ id, series: value(id) as Datapoints }));
    return compute(parseExpression(query.expression as string), value, { range, metrics });
  };
  for (const { id } of queries) value(id);
  return values;
}

function readMetricValues(world: World, query: MetricQuery, rangeFor: (period: number) => Range): Datapoints {
  const { stat, ...name } = query.metric as MetricName & { stat: string };
  return datapoints(world, name, stat, rangeFor(query.period ?? 60));
}

/** A result as a list of series: a number is a series with that value in every period. */
export function seriesOf(value: Value, range: Range): readonly Datapoints[] {
  if (isSeries(value)) return [value];
  if (typeof value !== 'number' && typeof value !== 'string') return value;
  const times = Math.max(0, Math.ceil((range.end - range.start) / range.period));
  return [new Map(Array.from({ length: times }, (_, index) => [range.start + index * range.period, Number(value)]))];
}
