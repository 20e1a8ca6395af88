import type { World } from '../kernel/world.ts';
import type { Table } from '../kernel/store.ts';

export interface QueueRow {
  readonly name: string;
  /** Settable attributes with their defaults, as text, in AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64 as on the wire. */
  readonly BinaryValue?: string;
}

export interface MessageRow {
  readonly queue: string;
  readonly id: string;
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
  /** AWSTraceHeader. */
  readonly traceHeader?: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  readonly deadLetterSourceArn?: string;
}

export function queues(world: World): Table<QueueRow> {
  return world.store.table<QueueRow>('sqs.queue');
}

export function messages(world: World): Table<MessageRow> {
  return world.store.table<MessageRow>('sqs.message');
}

export function queueArn(world: World, name: string): string {
  return `arn:aws:sqs:${world.config.region}:${world.config.accountId}:${name}`;
}

export function queueUrl(world: World, name: string): string {
  return `${world.config.endpoint}/${world.config.accountId}/${name}`;
}
