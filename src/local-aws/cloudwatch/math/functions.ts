import { validationError } from '../cloudwatch-error.ts';
import type { Datapoints, Range } from '../metrics/datapoints.ts';
import { combine, isList, isSeries, mapSeries, type Value } from './values.ts';

export interface MathContext {
  readonly range: Range;
  /** Of METRICS(): every metric of the request, in order. */
  readonly metrics: () => readonly { readonly id: string; readonly series: Datapoints }[];
}

type MathFunction = (args: readonly Value[], context: MathContext) => Value;
type Fold = (values: readonly number[]) => number;

const sum: Fold = (values) => values.reduce((total, value) => total + value, 0);
const average: Fold = (values) => sum(values) / values.length;

/** Of a series: one number over all times. Of a list: a series over all members. */
function folding(fold: Fold): MathFunction {
  return ([value]) => {
    if (value === undefined) throw validationError('Error in expression: an argument is missing');
    if (isSeries(value)) return fold([...value.values()]);
    if (!isList(value)) return Number(value);
    const times = [...new Set(value.flatMap((series) => [...series.keys()]))].toSorted((a, b) => a - b);
    return new Map(times.map((at) => [at, fold(value.flatMap((series) => series.get(at) ?? []))]));
  };
}

function mapping(change: (value: number) => number): MathFunction {
  return ([value]) => {
    if (isList(value as Value)) return (value as readonly Datapoints[]).map((series) => mapSeries(series, change));
    return isSeries(value as Value) ? mapSeries(value as Datapoints, change) : change(Number(value));
  };
}

/** FILL(series, number | REPEAT | another series): a value for every period of the range. */
const fill: MathFunction = ([value, filler], { range }) => {
  const fillOne = (series: Datapoints): Datapoints => {
    const filled = new Map<number, number>();
    let last: number | undefined;
    for (let at = range.start; at < range.end; at += range.period) {
      last = series.get(at) ?? (filler === 'REPEAT' ? last : fillerAt(filler, at));
      if (last !== undefined) filled.set(at, last);
    }
    return filled;
  };
  if (isList(value as Value)) return (value as readonly Datapoints[]).map(fillOne);
  return isSeries(value as Value) ? fillOne(value as Datapoints) : Number(value);
};

function fillerAt(filler: Value | undefined, at: number): number | undefined {
  return isSeries(filler as Value) ? (filler as Datapoints).get(at) : Number(filler);
}

/** IF(condition, then, else): what is not 0 is true. */
const choose: MathFunction = ([condition, yes, no]) => {
  if (!isSeries(condition as Value)) return (Number(condition) === 0 ? no : yes) ?? new Map<number, number>();
  const chosen = new Map<number, number>();
  for (const [at, test] of condition as Datapoints) {
    const branch = test === 0 ? no : yes;
    const value = isSeries(branch as Value)
      ? (branch as Datapoints).get(at)
      : branch === undefined
        ? undefined
        : Number(branch);
    if (value !== undefined) chosen.set(at, value);
  }
  return chosen;
};

/** METRICS() or METRICS("errors"): all, or those whose id has the text in it. */
const metrics: MathFunction = ([part], context) =>
  context
    .metrics()
    .filter(({ id }) => part === undefined || id.includes(part as string))
    .map(({ series }) => series);

const runningSum: MathFunction = ([value]) => {
  let total = 0;
  return mapSeries(value as Datapoints, (add) => (total += add));
};

const rate: MathFunction = ([value]) => {
  const points = [...(value as Datapoints)];
  const changes = points.slice(1).map(([at, now], index): [number, number] => {
    const [before, then] = points[index] as [number, number];
    return [at, (now - then) / (at - before)];
  });
  return new Map(changes);
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html: those that dashboards and alarms of services use. */
export const mathFunctions: Readonly<Record<string, MathFunction>> = {
  SUM: folding(sum),
  AVG: folding(average),
  MIN: folding((values) => Math.min(...values)),
  MAX: folding((values) => Math.max(...values)),
  METRIC_COUNT: ([value]) => (isList(value as Value) ? (value as readonly Datapoints[]).length : 1),
  ABS: mapping(Math.abs),
  CEIL: mapping(Math.ceil),
  FLOOR: mapping(Math.floor),
  FILL: fill,
  IF: choose,
  METRICS: metrics,
  PERIOD: (_args, { range }) => range.period,
  RATE: rate,
  RUNNING_SUM: runningSum,
  TIME_SERIES: ([value], { range }) =>
    combine(fill([new Map<number, number>(), 0], { range, metrics: () => [] }), Number(value), (_, number) => number),
};
