import type { World } from '../kernel/world.ts';
import { findQueueByArn, liveQueue } from './find-queue.ts';
import { parseRedrivePolicy } from './queue-attributes.ts';
import { queueArn, type MessageRow } from './queue-rows.ts';
import { invalidParameter } from './sqs-error.ts';

/** The dead-letter queue must exist when it is named. */
export function checkRedriveTarget(world: World, redrivePolicy: string | undefined): void {
  const policy = parseRedrivePolicy(redrivePolicy);
  if (!policy || findQueueByArn(world, policy.deadLetterTargetArn)) return;
  throw invalidParameter(
    `Value ${redrivePolicy} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
  );
}

/** Moves a message to the dead-letter queue; it keeps its id and the time it was sent. Without the queue it is lost, as on AWS. */
export function buryMessage(world: World, deadLetterArn: string, row: MessageRow): void {
  const target = findQueueByArn(world, deadLetterArn);
  if (!target) return;
  const source = queueArn(world, row.queue);
  liveQueue(world, target.name).add({
    ...row,
    queue: target.name,
    visibleAt: world.clock.now(),
    receiveCount: 0,
    deadLetterSourceArn: source,
  });
}
