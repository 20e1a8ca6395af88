import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findQueue, liveQueue } from '../find-queue.ts';
import { isAttributeName } from '../queue-attributes.ts';
import { queueArn, type QueueRow } from '../queue-rows.ts';
import { sqsError } from '../sqs-error.ts';

export const getQueueAttributes: Operation = {
  name: 'GetQueueAttributes',
  writes: false,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const names = listOf(params, 'AttributeNames');
    for (const name of names) {
      if (name !== 'All' && !isAttributeName(name))
        throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
    const asked = Object.entries(allAttributes(queue, world)).filter(
      ([name]) => names.includes('All') || names.includes(name),
    );
    return { body: asked.length > 0 ? { Attributes: Object.fromEntries(asked) } : {} };
  },
};

function allAttributes(queue: QueueRow, world: World): Record<string, string> {
  const counts = liveQueue(world, queue.name).counts(world.clock.now());
  return {
    ...queue.attributes,
    QueueArn: queueArn(world, queue.name),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(queue.createdAt),
    LastModifiedTimestamp: String(queue.modifiedAt),
  };
}
