import type { Operation } from '../../kernel/operation.ts';
import { findQueue } from '../find-queue.ts';
import { parseRedrivePolicy } from '../queue-attributes.ts';
import { queueArn, queues, queueUrl } from '../queue-rows.ts';

export const listDeadLetterSourceQueues: Operation = {
  name: 'ListDeadLetterSourceQueues',
  writes: false,
  handle: (params, world) => {
    const target = queueArn(world, findQueue(params, world).name);
    const sources = queues(world)
      .values()
      .filter(({ attributes }) => parseRedrivePolicy(attributes['RedrivePolicy'])?.deadLetterTargetArn === target);
    return { body: { queueUrls: sources.map(({ name }) => queueUrl(world, name)) } };
  },
};
