import { numberOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { isComparisonOperator } from '../alarms/judge.ts';
import { putAlarm } from '../alarms/put-alarm.ts';
import { invalidCombination, missingParameter, validationError } from '../cloudwatch-error.ts';
import { required } from '../members.ts';
import { readQueries } from '../metrics/run-queries.ts';
import { isStatistic } from '../metrics/statistics.ts';

export const putMetricAlarm: Operation = {
  name: 'PutMetricAlarm',
  writes: true,
  handle: (params, world) => {
    const name = required(params, 'AlarmName');
    required(params, 'EvaluationPeriods');
    checkOperator(required(params, 'ComparisonOperator'));
    checkMissing(stringOf(params, 'TreatMissingData'));
    if (structuresOf(params, 'Metrics').length > 0) checkMath(params);
    else checkMetric(params);
    putAlarm(world, name, 'MetricAlarm', params);
    return {};
  },
};

function checkOperator(operator: string): void {
  if (isComparisonOperator(operator)) return;
  throw validationError(
    `1 validation error detected: Value '${operator}' at 'comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [GreaterThanOrEqualToThreshold, GreaterThanThreshold, LessThanThreshold, LessThanOrEqualToThreshold]`,
  );
}

function checkMissing(treatment: string | undefined): void {
  if (treatment === undefined || ['breaching', 'notBreaching', 'ignore', 'missing'].includes(treatment)) return;
  throw validationError(`option ${treatment} for parameter treatMissingData is not supported.`);
}

function checkMetric(params: Params): void {
  for (const name of ['MetricName', 'Namespace', 'Period', 'Threshold']) required(params, name);
  const statistic = stringOf(params, 'Statistic') ?? stringOf(params, 'ExtendedStatistic');
  if (statistic === undefined) throw missingParameter('Statistic');
  if (!isStatistic(statistic))
    throw validationError(`The value ${statistic} for parameter Statistic is not supported.`);
  const period = numberOf(params, 'Period') as number;
  if (![1, 5, 10, 20, 30].includes(period) && (period < 60 || period % 60 !== 0)) {
    throw validationError('Metric period must be 10, 20, 30, or a multiple of 60');
  }
}

function checkMath(params: Params): void {
  if (stringOf(params, 'MetricName') !== undefined) {
    throw invalidCombination('MetricName cannot be specified together with Metrics.');
  }
  required(params, 'Threshold');
  const returned = readQueries(structuresOf(params, 'Metrics')).filter(({ isReturned }) => isReturned);
  if (returned.length !== 1) {
    throw validationError('Exactly one element of the metrics list should return data.');
  }
}
