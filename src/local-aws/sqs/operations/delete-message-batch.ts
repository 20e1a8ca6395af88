import type { Operation } from '../../kernel/operation.ts';
import { runBatch } from '../batch.ts';
import { findQueue } from '../find-queue.ts';
import { deleteOne } from './delete-message.ts';

export const deleteMessageBatch: Operation = {
  name: 'DeleteMessageBatch',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const remove = (entry: Record<string, unknown>): object => {
      deleteOne(world, queue, entry);
      return {};
    };
    return { body: runBatch(params, remove) };
  },
};
