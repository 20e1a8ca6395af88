import { recordOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findQueue } from '../find-queue.ts';
import { queues } from '../queue-rows.ts';

export const tagQueue: Operation = {
  name: 'TagQueue',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    queues(world).set(queue.name, { ...queue, tags: { ...queue.tags, ...recordOf(params, 'Tags') } });
    return {};
  },
};
