import type { ResourceReference } from './policy-config.ts';

export type EventConfig =
  | QueueEventConfig
  | BusEventConfig
  | ScheduleEventConfig
  | TopicEventConfig
  | DynamodbEventConfig
  | KinesisEventConfig
  | S3EventConfig;

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

/** What happens to the items of a DynamoDB table, read from its stream. */
export interface DynamodbEventConfig extends StreamEventConfig {
  readonly type: 'dynamodb';
  /** Logical id of one of `resources` (a table with `StreamSpecification`); or the stream's ARN, or a CloudFormation value that gives it. */
  readonly table: ResourceReference;
  /**
   * Where a new consumer begins: at the oldest record that the stream still holds, or at what comes from now on.
   * @default 'trim-horizon'
   */
  readonly start?: 'trim-horizon' | 'latest';
}

/** Records of a Kinesis stream. */
export interface KinesisEventConfig extends StreamEventConfig {
  readonly type: 'kinesis';
  /** Logical id of one of `resources`; or the stream's ARN, or a CloudFormation value that gives it. */
  readonly stream: ResourceReference;
  /**
   * Where a new consumer begins: at the oldest record that the stream still holds, at what comes from now on, or at a time (ISO 8601).
   * @default 'trim-horizon'
   */
  readonly start?: string;
}

/** What DynamoDB and Kinesis streams have in common. */
export interface StreamEventConfig {
  /** Names the event within the service. */
  readonly name: string;
  /** @default 100 */
  readonly batchSize?: number;
  /**
   * Seconds to wait for a batch to fill, 0 to 300.
   * @default 0
   */
  readonly batchWindow?: number;
  /**
   * The function answers which record failed (`batchItemFailures`); without it one failure repeats the batch.
   * @default true
   */
  readonly partialFailures?: boolean;
  /**
   * A failed batch is tried again in halves.
   * @default false
   */
  readonly bisect?: boolean;
  /** Tries after the first one, 0 to 10,000. Without it a failing record is tried until it expires, and blocks what comes behind it. */
  readonly retries?: number;
  /** Seconds after which a record is given up, 60 to 604,800. */
  readonly maxAge?: number;
  /**
   * Batches of one shard that are worked on at once, 1 to 10.
   * @default 1
   */
  readonly parallelization?: number;
  /** Told about records that are given up: the name of one of the service's own queues or topics, one of `resources`, or an ARN. */
  readonly onFailure?: string;
  /** Event filter patterns; a record that matches none is passed over. */
  readonly filters?: readonly Readonly<Record<string, unknown>>[];
}

/** What happens to the objects of an S3 bucket, one at a time. */
export interface S3EventConfig {
  readonly type: 's3';
  /** Names the notification within the service. */
  readonly name: string;
  /** Logical id of one of `resources`, the name of a bucket of this account and region, or a CloudFormation value that gives it. */
  readonly bucket: ResourceReference;
  /**
   * `created`, `removed`, or S3's own words: `s3:ObjectTagging:*`.
   * @default ['created']
   */
  readonly events?: readonly string[];
  /** Only objects whose key begins so. */
  readonly prefix?: string;
  /** Only objects whose key ends so. */
  readonly suffix?: string;
}
