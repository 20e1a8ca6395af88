import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findQueue } from '../find-queue.ts';
import { queues } from '../queue-rows.ts';

export const untagQueue: Operation = {
  name: 'UntagQueue',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const gone = listOf(params, 'TagKeys');
    const tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !gone.includes(key)));
    queues(world).set(queue.name, { ...queue, tags });
    return {};
  },
};
