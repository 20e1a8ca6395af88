import type { Operation } from '../../kernel/operation.ts';
import { runBatch } from '../batch.ts';
import { findQueue } from '../find-queue.ts';
import { changeVisibility } from './change-message-visibility.ts';

export const changeMessageVisibilityBatch: Operation = {
  name: 'ChangeMessageVisibilityBatch',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const change = (entry: Record<string, unknown>): object => {
      changeVisibility(world, queue, entry);
      return {};
    };
    return { body: runBatch(params, change) };
  },
};
