import type { Operation } from '../../kernel/operation.ts';
import { findQueue } from '../find-queue.ts';

export const listQueueTags: Operation = {
  name: 'ListQueueTags',
  writes: false,
  handle: (params, world) => {
    const { tags } = findQueue(params, world);
    return { body: Object.keys(tags).length > 0 ? { Tags: tags } : {} };
  },
};
