import { createHash, randomUUID } from 'node:crypto';
import { numberOf, recordOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { findDuplicate, rememberSent } from './deduplication.ts';
import { md5, md5OfAttributes } from './digest.ts';
import { liveQueue } from './find-queue.ts';
import type { MessageAttribute, MessageRow, QueueRow } from './queue-rows.ts';
import { invalidParameter, missingParameter, sqsError } from './sqs-error.ts';

export interface Sent {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
  readonly SequenceNumber?: string;
}

let sequence = 0n;

/** Sends one message: the members of SendMessage, or of one entry of SendMessageBatch. */
export function enqueue(world: World, queue: QueueRow, entry: Params): Sent {
  const body = checkBody(queue, entry);
  const fifo = fifoMembers(queue, entry, body);
  const duplicate = fifo && findDuplicate(world, queue.name, fifo.deduplicationId);
  if (duplicate) return duplicate;
  const now = world.clock.now();
  const row = makeRow(queue, entry, body, now);
  liveQueue(world, queue.name).add({ ...row, ...fifo });
  world.metrics.record('AWS/SQS', 'NumberOfMessagesSent', { QueueName: queue.name }, 1, 'Count');
  const sent = receiptOf({ ...row, ...fifo }, entry);
  if (fifo) rememberSent(world, queue.name, fifo.deduplicationId, sent);
  return sent;
}

function makeRow(queue: QueueRow, entry: Params, body: string, now: number): MessageRow {
  const delay = numberOf(entry, 'DelaySeconds') ?? Number(queue.attributes['DelaySeconds']);
  const attributes = recordOf<MessageAttribute>(entry, 'MessageAttributes');
  const trace = recordOf<MessageAttribute>(entry, 'MessageSystemAttributes')?.['AWSTraceHeader']?.StringValue;
  return {
    queue: queue.name,
    id: randomUUID(),
    body,
    ...(attributes && Object.keys(attributes).length > 0 && { attributes }),
    ...(trace !== undefined && { traceHeader: trace }),
    sentAt: now,
    visibleAt: now + delay * 1000,
    receiveCount: 0,
  };
}

function receiptOf(row: MessageRow, entry: Params): Sent {
  const systemAttributes = recordOf<MessageAttribute>(entry, 'MessageSystemAttributes');
  return {
    MessageId: row.id,
    MD5OfMessageBody: md5(row.body),
    ...(row.attributes && { MD5OfMessageAttributes: md5OfAttributes(row.attributes) }),
    ...(systemAttributes && { MD5OfMessageSystemAttributes: md5OfAttributes(systemAttributes) }),
    ...(row.sequenceNumber && { SequenceNumber: row.sequenceNumber }),
  };
}

function checkBody(queue: QueueRow, entry: Params): string {
  const body = stringOf(entry, 'MessageBody');
  if (body === undefined) throw missingParameter('MessageBody');
  const limit = Number(queue.attributes['MaximumMessageSize']);
  if (body === '') throw missingParameter('MessageBody');
  if (Buffer.byteLength(body) > limit) {
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`);
  }
  checkCharacters(body);
  const delay = numberOf(entry, 'DelaySeconds');
  if (delay !== undefined && (delay < 0 || delay > 900)) {
    throw invalidParameter(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  return body;
}

/** XML's characters only: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF. */
function checkCharacters(body: string): void {
  for (let at = 0; at < body.length; at++) {
    const code = body.charCodeAt(at);
    const isAllowed = code >= 0x20 ? code < 0xfffe : code === 9 || code === 10 || code === 13;
    if (!isAllowed)
      throw sqsError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  }
}

function fifoMembers(
  queue: QueueRow,
  entry: Params,
  body: string,
): Required<Pick<MessageRow, 'groupId' | 'deduplicationId' | 'sequenceNumber'>> | undefined {
  const groupId = stringOf(entry, 'MessageGroupId');
  // Standard queues take a group id since 2025 (fair queues), without any ordering.
  if (!queue.name.endsWith('.fifo')) return undefined;
  if (groupId === undefined) throw missingParameter('MessageGroupId');
  const byContent = queue.attributes['ContentBasedDeduplication'] === 'true';
  const deduplicationId =
    stringOf(entry, 'MessageDeduplicationId') ??
    (byContent ? createHash('sha256').update(body).digest('hex') : undefined);
  if (deduplicationId === undefined) {
    throw invalidParameter(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  const sequenceNumber = String(BigInt(Date.now()) * 10_000_000n + ++sequence);
  return { groupId, deduplicationId, sequenceNumber };
}
