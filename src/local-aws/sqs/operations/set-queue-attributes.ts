import { recordOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findQueue, liveQueue } from '../find-queue.ts';
import { checkAttributes } from '../queue-attributes.ts';
import { queues } from '../queue-rows.ts';
import { checkRedriveTarget } from '../redrive.ts';

/** An empty value removes Policy, RedrivePolicy and the like. */
export const setQueueAttributes: Operation = {
  name: 'SetQueueAttributes',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const attributes = recordOf(params, 'Attributes') ?? {};
    checkAttributes(attributes, queue.name.endsWith('.fifo'));
    checkRedriveTarget(world, attributes['RedrivePolicy']);
    const merged = Object.entries({ ...queue.attributes, ...attributes }).filter(([, value]) => value !== '');
    const modifiedAt = Math.floor(world.clock.now() / 1000);
    queues(world).set(queue.name, { ...queue, attributes: Object.fromEntries(merged), modifiedAt });
    liveQueue(world, queue.name).wake();
    return {};
  },
};
