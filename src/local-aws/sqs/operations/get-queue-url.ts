import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { queueUrl, queues } from '../queue-rows.ts';
import { missingParameter, queueDoesNotExist } from '../sqs-error.ts';

export const getQueueUrl: Operation = {
  name: 'GetQueueUrl',
  writes: false,
  handle: (params, world) => {
    const name = stringOf(params, 'QueueName');
    if (!name) throw missingParameter('QueueName');
    if (!queues(world).has(name)) throw queueDoesNotExist();
    return { body: { QueueUrl: queueUrl(world, name) } };
  },
};
