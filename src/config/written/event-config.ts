import type { ResourceReference } from './policy-config.ts';

export type EventConfig = QueueEventConfig | BusEventConfig | ScheduleEventConfig | TopicEventConfig;

/** Messages of an SQS queue, in batches. */
export interface QueueEventConfig {
  readonly type: 'queue';
  /** Names the queue within the service; ship makes it, with a queue for dead letters, unless `arn` is given. */
  readonly name: string;
  /** ARN of a queue that exists. */
  readonly arn?: string;
  /** @default 10 */
  readonly batchSize?: number;
  /**
   * Seconds to wait for a batch to fill, 0 to 300.
   * @default 0
   */
  readonly batchWindow?: number;
  /**
   * The function answers which messages failed (`batchItemFailures`); without it one failure repeats the batch.
   * @default true
   */
  readonly partialFailures?: boolean;
  /** Executions this queue may start at once, 2 to 1000. */
  readonly maximumConcurrency?: number;
  /**
   * Seconds that a received message is hidden from others.
   * @default six times the function's time-out, as AWS advises
   */
  readonly visibilityTimeout?: number;
  /**
   * Tries before a message goes to the dead letters.
   * @default 5
   */
  readonly maxReceives?: number;
  /** Event filter patterns; a message that matches none is dropped. */
  readonly filters?: readonly Readonly<Record<string, unknown>>[];
}

/** Events of an EventBridge bus that match a pattern. */
export interface BusEventConfig {
  readonly type: 'bus';
  /** Names the rule within the service. */
  readonly name: string;
  /**
   * Name or ARN of the bus.
   * @default 'default'
   */
  readonly bus?: string;
  /** EventBridge event pattern. */
  readonly pattern: Readonly<Record<string, unknown>>;
}

/** By the clock. */
export interface ScheduleEventConfig {
  readonly type: 'schedule';
  /** Names the rule within the service. */
  readonly name: string;
  /** `rate(5 minutes)` or `cron(0 8 * * ? *)`, in UTC. */
  readonly schedule: string;
  /** The event the function gets, instead of EventBridge's own. */
  readonly input?: unknown;
}

/** Messages of an SNS topic, one at a time. */
export interface TopicEventConfig {
  readonly type: 'topic';
  /** Names the topic within the service; ship makes it unless `arn` is given. */
  readonly name: string;
  /** A topic that exists: its ARN, or a CloudFormation value such as `{ Ref: 'News' }`. */
  readonly arn?: ResourceReference;
  /** SNS filter policy; a message that does not match is not delivered. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /**
   * What the filter looks at: the message's attributes, or its body as JSON.
   * @default 'attributes'
   */
  readonly filterScope?: 'attributes' | 'body';
}
