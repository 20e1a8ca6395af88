import type { Operation } from '../../kernel/operation.ts';
import { findQueue, liveQueue } from '../find-queue.ts';

/** AWS refuses a second purge within 60 seconds; here a rehearsal may purge at will. */
export const purgeQueue: Operation = {
  name: 'PurgeQueue',
  writes: true,
  handle: (params, world) => {
    liveQueue(world, findQueue(params, world).name).purge();
    return {};
  },
};
