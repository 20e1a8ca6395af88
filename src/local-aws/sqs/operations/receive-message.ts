import { listOf, numberOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { findQueue } from '../find-queue.ts';
import { receiveMessages } from '../receive.ts';
import { invalidParameter } from '../sqs-error.ts';

export const receiveMessage: Operation = {
  name: 'ReceiveMessage',
  writes: true,
  handle: async (params, world) => {
    const queue = findQueue(params, world);
    const max = within(params, 'MaxNumberOfMessages', 1, 10) ?? 1;
    const visibilitySeconds = within(params, 'VisibilityTimeout', 0, 43_200);
    const waitSeconds =
      within(params, 'WaitTimeSeconds', 0, 20) ?? Number(queue.attributes['ReceiveMessageWaitTimeSeconds']);
    const systemAttributes = [...listOf(params, 'AttributeNames'), ...listOf(params, 'MessageSystemAttributeNames')];
    const Messages = await receiveMessages(world, queue, {
      max,
      waitSeconds,
      ...(visibilitySeconds !== undefined && { visibilitySeconds }),
      systemAttributes,
      messageAttributes: listOf(params, 'MessageAttributeNames'),
    });
    // Nothing there: the member is absent, not empty.
    return { body: Messages.length > 0 ? { Messages } : {} };
  },
};

function within(params: Params, name: string, from: number, to: number): number | undefined {
  const value = numberOf(params, name);
  if (value === undefined || (value >= from && value <= to)) return value;
  const reason =
    name === 'WaitTimeSeconds'
      ? `Must be >= ${from} and <= ${to}, if provided.`
      : `Must be between ${from} and ${to}, if provided.`;
  throw invalidParameter(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}
