import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findQueue, liveQueue } from '../find-queue.ts';
import type { QueueRow } from '../queue-rows.ts';
import { parseReceiptHandle } from '../receipt-handle.ts';
import { invalidParameter, missingParameter, sqsError } from '../sqs-error.ts';

export const changeMessageVisibility: Operation = {
  name: 'ChangeMessageVisibility',
  writes: true,
  handle: (params, world) => {
    changeVisibility(world, findQueue(params, world), params);
    return {};
  },
};

export function changeVisibility(world: World, queue: QueueRow, entry: Params): void {
  const handle = stringOf(entry, 'ReceiptHandle');
  const seconds = numberOf(entry, 'VisibilityTimeout');
  if (!handle) throw missingParameter('ReceiptHandle');
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  if (seconds < 0 || seconds > 43_200) {
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`,
    );
  }
  const id = parseReceiptHandle(handle);
  const now = world.clock.now();
  if (liveQueue(world, queue.name).changeVisibility(id, handle, now + seconds * 1000, now)) return;
  throw sqsError(
    'MessageNotInflight',
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );
}
