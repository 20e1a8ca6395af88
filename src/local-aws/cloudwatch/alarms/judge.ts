import type { AlarmState } from './alarm-rows.ts';

export interface Threshold {
  readonly value: number;
  readonly operator: string;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
}

/** A value, or undefined where the period has none; newest first. */
export type Point = { readonly at: number; readonly value: number } | undefined;

export interface Judgement {
  readonly state: AlarmState;
  readonly reason: string;
}

const WORDS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

export function isComparisonOperator(name: string): boolean {
  return name in WORDS;
}

function isBreaching(value: number, { operator, value: threshold }: Threshold): boolean {
  if (operator === 'GreaterThanThreshold') return value > threshold;
  if (operator === 'GreaterThanOrEqualToThreshold') return value >= threshold;
  return operator === 'LessThanThreshold' ? value < threshold : value <= threshold;
}

/**
 * M out of N: ALARM when enough of the last N periods breach. Undefined: the alarm stays as it is (`ignore` without data).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
export function judge(points: readonly Point[], threshold: Threshold): Judgement | undefined {
  const present = points.filter((point) => point !== undefined);
  if (present.length === 0 && threshold.missing === 'ignore') return undefined;
  if (present.length === 0 && threshold.missing === 'missing')
    return { state: 'INSUFFICIENT_DATA', reason: unknown(points.length) };
  const missingBreach = threshold.missing === 'breaching' ? points.length - present.length : 0;
  const breaching = present.filter(({ value }) => isBreaching(value, threshold)).length + missingBreach;
  const state = breaching >= threshold.datapointsToAlarm ? 'ALARM' : 'OK';
  return { state, reason: describe(present, points.length, threshold, state) };
}

function unknown(count: number): string {
  return `Insufficient Data: ${count} datapoint${count === 1 ? ' was' : 's were'} unknown.`;
}

function describe(
  present: readonly NonNullable<Point>[],
  periods: number,
  threshold: Threshold,
  state: AlarmState,
): string {
  const words = WORDS[threshold.operator] as string;
  const limit = `threshold (${decimal(threshold.value)})`;
  if (present.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${periods} period${periods === 1 ? '' : 's'} and ${periods} missing datapoint${periods === 1 ? ' was' : 's were'} treated as [${threshold.missing === 'breaching' ? 'Breaching' : 'NonBreaching'}].`;
  }
  const shown = present.map(({ value, at }) => `${decimal(value)} (${shortTime(at)})`).join(', ');
  if (state === 'OK') {
    const are = present.length === 1 ? 'datapoint' : 'datapoints';
    return `Threshold Crossed: ${present.length} ${are} [${shown}] ${present.length === 1 ? 'was' : 'were'} not ${words} the ${limit}.`;
  }
  return `Threshold Crossed: ${threshold.datapointsToAlarm} out of the last ${periods} datapoints [${shown}] was ${words} the ${limit} (minimum ${threshold.datapointsToAlarm} datapoint${threshold.datapointsToAlarm === 1 ? '' : 's'} for OK -> ALARM transition).`;
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** `21/11/26 05:41:00` */
function shortTime(seconds: number): string {
  const [date = '', time = ''] = new Date(seconds * 1000).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}
