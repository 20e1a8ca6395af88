import { liveAlias } from '../model/release.ts';

/** One question to CloudWatch about one Lambda metric. */
export interface MetricQuery {
  readonly id: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `p99`, ... */
  readonly statistic: string;
}

/** Answers by the query's id; a query without data has none. */
export type MetricAnswers = Readonly<Record<string, readonly number[]>>;

export interface VersionMetrics {
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  /** Milliseconds; undefined: it never ran. */
  readonly p50Ms?: number;
  readonly p99Ms?: number;
}

const measures = [
  ['Invocations', 'Sum'],
  ['Errors', 'Sum'],
  ['Throttles', 'Sum'],
  ['Duration', 'p50'],
  ['Duration', 'p99'],
] as const;

/**
 * What to ask about one published version. Routes call it by number (`Resource` is `function:7`); events and other
 * services call the alias, and only then is there an `ExecutedVersion`; so it is with the aliases that weigh two versions.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
 */
export function versionQueries(
  id: string,
  lambdaName: string,
  version: string,
  aliases: readonly string[] = [],
): readonly MetricQuery[] {
  const byAlias = [liveAlias, ...aliases].map((alias, index) => [
    `alias${index}`,
    { FunctionName: lambdaName, Resource: `${lambdaName}:${alias}`, ExecutedVersion: version },
  ]);
  const ways: Record<string, Record<string, string>> = Object.fromEntries([
    ['number', { FunctionName: lambdaName, Resource: `${lambdaName}:${version}` }],
    ...byAlias,
  ]);
  return Object.entries(ways).flatMap(([way, dimensions]) =>
    measures.map(([metric, statistic]) => ({
      id: `${id}_${metric}_${statistic}_${way}`,
      metric,
      dimensions,
      statistic,
    })),
  );
}

export function toVersionMetrics(id: string, answers: MetricAnswers): VersionMetrics {
  const of = (name: string): readonly number[] =>
    Object.keys(answers).flatMap((key) => (key.startsWith(`${id}_${name}_`) ? (answers[key] ?? []) : []));
  const sum = (name: string): number => of(name).reduce((total, value) => total + value, 0);
  // Percentiles cannot be joined: of several the worst is told.
  const [p50Ms, p99Ms] = ['Duration_p50', 'Duration_p99'].map((name) =>
    of(name).length === 0 ? undefined : Math.max(...of(name)),
  );
  return {
    invocations: sum('Invocations_Sum'),
    errors: sum('Errors_Sum'),
    throttles: sum('Throttles_Sum'),
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p99Ms !== undefined && { p99Ms }),
  };
}
