/** Event sources are pointed at the function's `live` alias, after the HTTP side is proven. */
export type EventSource = QueueEvent | BusEvent | ScheduleEvent | TopicEvent;

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
