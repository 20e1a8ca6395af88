import type { Operation } from '../../kernel/operation.ts';
import { findQueue, forgetLiveQueue, liveQueue } from '../find-queue.ts';
import { queues } from '../queue-rows.ts';

export const deleteQueue: Operation = {
  name: 'DeleteQueue',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const live = liveQueue(world, queue.name);
    live.purge();
    queues(world).delete(queue.name);
    live.wake();
    forgetLiveQueue(world, queue.name);
    return {};
  },
};
