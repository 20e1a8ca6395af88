/** Event sources are pointed at the function's `live` alias, after the HTTP side is proven. */
export type EventSource = QueueEvent | BusEvent | ScheduleEvent | TopicEvent | StreamEvent | BucketEvent;

export interface QueueEvent {
  readonly kind: 'queue';
  /** Logical name within the service; also names the queue: `production-orders-payments`. */
  readonly name: string;
  /** Own queue (made by the foundation, with a dead-letter queue), or one that exists. */
  readonly arn?: string;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
  readonly filterPatterns: readonly unknown[];
}

export interface BusEvent {
  readonly kind: 'bus';
  readonly name: string;
  /** Name or ARN; `default`. */
  readonly bus: string;
  readonly pattern: Readonly<Record<string, unknown>>;
}

export interface ScheduleEvent {
  readonly kind: 'schedule';
  readonly name: string;
  /** `rate(5 minutes)` or `cron(0 8 * * ? *)`. */
  readonly expression: string;
  readonly input?: unknown;
}

/** Messages of an SNS topic, one invocation each. */
export interface TopicEvent {
  readonly kind: 'topic';
  /** Logical name within the service; also names the topic: `production-orders-news`. */
  readonly name: string;
  /** Own topic (made by the foundation), or one that exists: ARN or CloudFormation value. */
  readonly arn?: unknown;
  /** SNS filter policy; absent: every message. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly filterScope: 'attributes' | 'body';
}

/** Records of a DynamoDB or Kinesis stream, in order, in batches. */
export interface StreamEvent {
  readonly kind: 'dynamodb' | 'kinesis';
  readonly name: string;
  /** ARN of the stream, text or CloudFormation value. */
  readonly arn: unknown;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly filterPatterns: readonly unknown[];
  readonly startingPosition: StartingPosition;
  readonly bisectOnError: boolean;
  /** -1: until the record expires. */
  readonly maximumRetries: number;
  /** -1: as long as the stream keeps it. */
  readonly maximumAgeSeconds: number;
  readonly parallelization: number;
  /** ARN of a queue or topic, text or CloudFormation value: told about the records that are given up. */
  readonly failureDestination?: FailureDestination;
}

export interface FailureDestination {
  readonly kind: 'queue' | 'topic';
  readonly arn: unknown;
}

/** Where a new consumer begins; once it exists, it goes on where it stopped. */
export type StartingPosition =
  | { readonly at: 'trim-horizon' | 'latest' }
  /** ISO 8601. */
  | { readonly at: 'timestamp'; readonly timestamp: string };

/** What happens to the objects of an S3 bucket, one invocation each. */
export interface BucketEvent {
  readonly kind: 's3';
  readonly name: string;
  /** Name of the bucket, text or CloudFormation value. */
  readonly bucket: unknown;
  /** `s3:ObjectCreated:*` */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}
