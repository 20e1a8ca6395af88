import type { Operation } from '../../kernel/operation.ts';
import { enqueue } from '../enqueue.ts';
import { findQueue } from '../find-queue.ts';

export const sendMessage: Operation = {
  name: 'SendMessage',
  writes: true,
  handle: (params, world) => ({ body: enqueue(world, findQueue(params, world), params) }),
};
