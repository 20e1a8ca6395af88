import { numberOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { World } from '../../kernel/world.ts';
import { dimensionsOf } from '../members.ts';
import { datapoints, type Datapoints, type Range } from '../metrics/datapoints.ts';
import { periodOf, readQueries, runQueries, seriesOf } from '../metrics/run-queries.ts';
import type { AlarmRow } from './alarm-rows.ts';
import { judge, type Judgement, type Point, type Threshold } from './judge.ts';

/**
 * The periods end now, not at whole minutes: what has happened counts at once. (On AWS an alarm's periods are its own, too; its
 * metrics arrive with a delay of up to minutes.)
 */
export function evaluateMetricAlarm(world: World, { settings }: AlarmRow): Judgement | undefined {
  const threshold = thresholdOf(settings);
  const end = Math.floor(world.clock.now() / 1000) + 1;
  const rangeFor = (period: number): Range => ({ start: end - threshold.evaluationPeriods * period, end, period });
  const { values, period } = valuesOf(world, settings, rangeFor);
  const { start } = rangeFor(period);
  const points = Array.from({ length: threshold.evaluationPeriods }, (_, index): Point => {
    const at = start + (threshold.evaluationPeriods - 1 - index) * period;
    const value = values.get(at);
    return value === undefined ? undefined : { at, value };
  });
  return judge(points, threshold);
}

function thresholdOf(settings: AlarmRow['settings']): Threshold {
  const evaluationPeriods = numberOf(settings, 'EvaluationPeriods') ?? 1;
  return {
    value: numberOf(settings, 'Threshold') ?? 0,
    operator: stringOf(settings, 'ComparisonOperator') ?? '',
    evaluationPeriods,
    datapointsToAlarm: numberOf(settings, 'DatapointsToAlarm') ?? evaluationPeriods,
    missing: (stringOf(settings, 'TreatMissingData') ?? 'missing') as Threshold['missing'],
  };
}

function valuesOf(
  world: World,
  settings: AlarmRow['settings'],
  rangeFor: (period: number) => Range,
): { values: Datapoints; period: number } {
  const metrics = structuresOf(settings, 'Metrics');
  if (metrics.length > 0) {
    const queries = readQueries(metrics);
    const returned = queries.find(({ isReturned }) => isReturned) ?? queries[0];
    const period = returned?.period ?? periodOf(queries);
    const value = runQueries(world, queries, rangeFor).get(returned?.id ?? '') ?? new Map<number, number>();
    return { values: seriesOf(value, rangeFor(period))[0] ?? new Map(), period };
  }
  const period = numberOf(settings, 'Period') ?? 60;
  const name = {
    namespace: stringOf(settings, 'Namespace') ?? '',
    metric: stringOf(settings, 'MetricName') ?? '',
    dimensions: dimensionsOf(settings),
  };
  const stat = stringOf(settings, 'Statistic') ?? stringOf(settings, 'ExtendedStatistic') ?? 'Average';
  return { values: datapoints(world, name, stat, rangeFor(period)), period };
}
