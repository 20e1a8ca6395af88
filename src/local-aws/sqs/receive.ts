import type { World } from '../kernel/world.ts';
import { md5, md5OfAttributes } from './digest.ts';
import { liveQueue } from './find-queue.ts';
import type { LiveMessage } from './live-queue.ts';
import { parseRedrivePolicy } from './queue-attributes.ts';
import { queues, type MessageAttribute, type MessageRow, type QueueRow } from './queue-rows.ts';
import { buryMessage } from './redrive.ts';

export interface Receiving {
  readonly max: number;
  readonly visibilitySeconds?: number;
  readonly waitSeconds: number;
  /** Of the attributes that SQS adds; `All` for all. */
  readonly systemAttributes: readonly string[];
  /** Of the sender's attributes; `All`, `.*` or a prefix such as `order.*`. */
  readonly messageAttributes: readonly string[];
}

/** Long polling ends with the first message. */
export async function receiveMessages(world: World, queue: QueueRow, receiving: Receiving): Promise<unknown[]> {
  const until = world.clock.now() + receiving.waitSeconds * 1000;
  for (;;) {
    const taken = takeNow(world, queue, receiving);
    const rest = until - world.clock.now();
    if (taken.length > 0 || rest <= 0) return taken.map((message) => describe(world, message, receiving));
    await liveQueue(world, queue.name).change(rest, world.clock.now());
    if (!queues(world).has(queue.name)) return [];
  }
}

function takeNow(world: World, queue: QueueRow, { max, visibilitySeconds }: Receiving): LiveMessage[] {
  const { attributes } = queues(world).get(queue.name) ?? queue;
  const redrive = parseRedrivePolicy(attributes['RedrivePolicy']);
  const taken = liveQueue(world, queue.name).take({
    max,
    now: world.clock.now(),
    visibilityMs: (visibilitySeconds ?? Number(attributes['VisibilityTimeout'])) * 1000,
    retentionMs: Number(attributes['MessageRetentionPeriod']) * 1000,
    ...(redrive && { maxReceiveCount: redrive.maxReceiveCount }),
    bury: (row) => redrive && buryMessage(world, redrive.deadLetterTargetArn, row),
  });
  if (taken.length > 0) {
    world.metrics.record('AWS/SQS', 'NumberOfMessagesReceived', { QueueName: queue.name }, taken.length, 'Count');
  }
  return taken;
}

function describe(world: World, { row, receiptHandle }: LiveMessage, receiving: Receiving): unknown {
  const system = pick(systemAttributes(world, row), receiving.systemAttributes);
  const own = pick(row.attributes ?? {}, receiving.messageAttributes);
  return {
    MessageId: row.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5(row.body),
    Body: row.body,
    ...(system && { Attributes: system }),
    ...(own && { MD5OfMessageAttributes: md5OfAttributes(own), MessageAttributes: own }),
  };
}

function systemAttributes(world: World, row: MessageRow): Record<string, string> {
  return {
    SenderId: `AIDA${world.config.accountId}LOCAL`,
    SentTimestamp: String(row.sentAt),
    ApproximateReceiveCount: String(row.receiveCount),
    ApproximateFirstReceiveTimestamp: String(row.firstReceivedAt),
    ...(row.traceHeader && { AWSTraceHeader: row.traceHeader }),
    ...(row.groupId && { MessageGroupId: row.groupId }),
    ...(row.deduplicationId && { MessageDeduplicationId: row.deduplicationId }),
    ...(row.sequenceNumber && { SequenceNumber: row.sequenceNumber }),
    ...(row.deadLetterSourceArn && { DeadLetterQueueSourceArn: row.deadLetterSourceArn }),
  };
}

/** Those asked for by name or prefix; undefined when none is there. */
function pick<Value extends string | MessageAttribute>(
  all: Readonly<Record<string, Value>>,
  asked: readonly string[],
): Record<string, Value> | undefined {
  const isAsked = (name: string): boolean =>
    asked.some(
      (pattern) =>
        pattern === 'All' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
    );
  const found = Object.entries(all).filter(([name]) => isAsked(name));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
