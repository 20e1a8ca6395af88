import type { ResourceReference } from './policy-config.ts';

/** What watches a service: `true` is everything, `false` nothing. */
export interface WatchConfig {
  /**
   * One graph each of errors, invocations, duration, concurrency, throttles, versions, queues and the gateway.
   * @default true
   */
  readonly dashboard?: boolean;
  /**
   * Alarms, each with its threshold or `false`; `false` for all is none.
   * @default true
   */
  readonly alarms?: boolean | AlarmsConfig;
  /** SNS topics that alarms tell: ARN or CloudFormation value, one or several. */
  readonly notify?: ResourceReference | readonly ResourceReference[];
}

/** From how many on an alarm goes off; `false`: never. */
export interface AlarmsConfig {
  /**
   * Failed invocations of one function in five minutes.
   * @default 5
   */
  readonly errors?: number | false;
  /**
   * Throttled invocations of one function in five minutes.
   * @default 1
   */
  readonly throttles?: number | false;
  /**
   * Answers of 500 and above by the live stage in five minutes.
   * @default 5
   */
  readonly gateway5xx?: number | false;
  /**
   * Invocations of one function that Lambda stopped in five minutes because they are a loop.
   * @default 1
   */
  readonly loops?: number | false;
  /**
   * Seconds that the oldest message of a queue has waited.
   * @default 900
   */
  readonly queueAge?: number | false;
  /**
   * Messages among the dead letters of a queue.
   * @default 1
   */
  readonly deadLetters?: number | false;
}
