import type { Datapoints } from '../metrics/datapoints.ts';

/** What metric math computes with: a number, a time series, several of them, or a text (`FILL(m, "REPEAT")`). */
export type Value = number | string | Datapoints | readonly Datapoints[];

export function isSeries(value: Value): value is Datapoints {
  return value instanceof Map;
}

export function isList(value: Value): value is readonly Datapoints[] {
  return Array.isArray(value);
}

export function mapSeries(series: Datapoints, change: (value: number, at: number) => number): Datapoints {
  return new Map([...series].map(([at, value]) => [at, change(value, at)]));
}

/** Number with number, series with number, series with series (where both have a value), list with any: element by element. */
export function combine(left: Value, right: Value, compute: (a: number, b: number) => number): Value {
  if (isList(left)) return left.map((series) => combine(series, right, compute) as Datapoints);
  if (isList(right)) return right.map((series) => combine(left, series, compute) as Datapoints);
  if (isSeries(left)) return combineSeries(left, right, compute);
  if (isSeries(right)) return mapSeries(right, (value) => compute(Number(left), value));
  return compute(Number(left), Number(right));
}

function combineSeries(left: Datapoints, right: Value, compute: (a: number, b: number) => number): Datapoints {
  if (!isSeries(right)) return mapSeries(left, (value) => compute(value, Number(right)));
  const both = [...left].filter(([at]) => right.has(at));
  return new Map(both.map(([at, value]) => [at, compute(value, right.get(at) as number)]));
}
