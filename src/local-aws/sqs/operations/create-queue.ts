import { recordOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { checkAttributes, defaultAttributes } from '../queue-attributes.ts';
import { checkRedriveTarget } from '../redrive.ts';
import { watchQueues } from '../queue-gauges.ts';
import { queueUrl, queues, type QueueRow } from '../queue-rows.ts';
import { invalidParameter, missingParameter, sqsError } from '../sqs-error.ts';

export const createQueue: Operation = {
  name: 'CreateQueue',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'QueueName');
    if (!name) throw missingParameter('QueueName');
    const attributes = recordOf(params, 'Attributes') ?? {};
    const isFifo = name.endsWith('.fifo');
    checkName(name, attributes);
    checkAttributes(attributes, isFifo);
    checkRedriveTarget(world, attributes['RedrivePolicy']);
    const existing = queues(world).get(name);
    if (existing) checkSame(existing, attributes);
    else
      addQueue(world, {
        name,
        attributes: { ...defaultAttributes(isFifo), ...attributes },
        tags: recordOf(params, 'tags') ?? {},
      });
    watchQueues(world);
    return { body: { QueueUrl: queueUrl(world, name) } };
  },
};

function addQueue(world: World, queue: Pick<QueueRow, 'name' | 'attributes' | 'tags'>): void {
  const now = Math.floor(world.clock.now() / 1000);
  queues(world).set(queue.name, { ...queue, createdAt: now, modifiedAt: now });
}

function checkName(name: string, attributes: Readonly<Record<string, string>>): void {
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(name.replace(/\.fifo$/, '')) || name.length > 80) {
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  }
  if (attributes['FifoQueue'] === 'true' && !name.endsWith('.fifo')) {
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
}

/** Creating a queue again is no error while every attribute named has the value it has. */
function checkSame(existing: QueueRow, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (existing.attributes[name] === value) continue;
    throw sqsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
}
