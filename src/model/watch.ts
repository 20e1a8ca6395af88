/** What tells people that something is wrong, and shows them what: part of the foundation. */
export interface Watch {
  readonly dashboard: boolean;
  /** Threshold by alarm; an alarm that is absent is not made. */
  readonly alarms: Readonly<Partial<Record<AlarmKind, number>>>;
  /** ARNs or CloudFormation values of what alarms tell: SNS topics. */
  readonly notify: readonly unknown[];
}

/**
 * Per five minutes: failed invocations, throttled ones, answers of 500 and above, invocations stopped as a loop. At once:
 * seconds that the oldest message has waited, messages among the dead letters.
 */
export type AlarmKind = 'errors' | 'throttles' | 'gateway5xx' | 'loops' | 'queueAge' | 'deadLetters';
