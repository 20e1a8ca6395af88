import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findQueue, liveQueue } from '../find-queue.ts';
import type { QueueRow } from '../queue-rows.ts';
import { parseReceiptHandle } from '../receipt-handle.ts';
import { missingParameter } from '../sqs-error.ts';

export const deleteMessage: Operation = {
  name: 'DeleteMessage',
  writes: true,
  handle: (params, world) => {
    deleteOne(world, findQueue(params, world), params);
    return {};
  },
};

/** Deleting what is gone, or what another receive holds by now, succeeds and does nothing. */
export function deleteOne(world: World, queue: QueueRow, entry: Params): void {
  const handle = stringOf(entry, 'ReceiptHandle');
  if (!handle) throw missingParameter('ReceiptHandle');
  const removed = liveQueue(world, queue.name).remove(parseReceiptHandle(handle), handle);
  if (removed) world.metrics.record('AWS/SQS', 'NumberOfMessagesDeleted', { QueueName: queue.name }, 1, 'Count');
}
