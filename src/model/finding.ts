/** Names of the lessons that `ship doctor` knows; a service may silence each with a reason. */
export const lessonCodes = [
  'ROUTE_TIMEOUT',
  'QUEUE_VISIBILITY',
  'NO_DEAD_LETTERS',
  'FIFO_ORDER',
  'STREAM_BLOCKED',
  'BUCKET_LOOP',
  'VPC_ONE_SUBNET',
  'VPC_NO_WAY_OUT',
  'DATABASE_CONNECTIONS',
  'SMALL_MEMORY',
  'LARGE_ANSWER',
  'LARGE_EVENT',
  'RESERVED_CONCURRENCY',
  'SHARED_ACCOUNT',
  'WILDCARD_PERMISSION',
  'PLAIN_SECRET',
  'RUNTIME_ENDS',
  'CALLBACK_HANDLER',
  'AWS_SDK_V2',
  'NO_SMOKE_TEST',
  'UNTESTED_FUNCTION',
] as const;

export type LessonCode = (typeof lessonCodes)[number];

/** `error`: it will not work; `warning`: it will hurt one day; `note`: worth a thought. */
export type Severity = 'error' | 'warning' | 'note';

/** A lesson that applies to a service. */
export interface Finding {
  readonly code: LessonCode;
  readonly severity: Severity;
  readonly service: string;
  /** What it is about within the service: `function invoice`, `queue payments`, `the service`. */
  readonly subject: string;
  /** One sentence with the value found; never an environment variable's. */
  readonly what: string;
  readonly why: string;
  readonly next: string;
  /** The reason with which the config silences it. */
  readonly ignored?: string;
}
