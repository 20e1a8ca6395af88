import { structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { runBatch } from '../batch.ts';
import { enqueue } from '../enqueue.ts';
import { findQueue } from '../find-queue.ts';
import { sqsError } from '../sqs-error.ts';

/** 1 MiB since August 2025 (256 KiB before). */
const BATCH_LIMIT_BYTES = 1_048_576;

export const sendMessageBatch: Operation = {
  name: 'SendMessageBatch',
  writes: true,
  handle: (params, world) => {
    const queue = findQueue(params, world);
    const total = structuresOf(params, 'Entries').reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (total > BATCH_LIMIT_BYTES) {
      throw sqsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${BATCH_LIMIT_BYTES} bytes. You have sent ${total} bytes.`,
      );
    }
    return { body: runBatch(params, (entry) => enqueue(world, queue, entry)) };
  },
};

function sizeOf(entry: Params): number {
  return typeof entry['MessageBody'] === 'string' ? Buffer.byteLength(entry['MessageBody']) : 0;
}
