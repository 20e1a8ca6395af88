import type { World } from '../../kernel/world.ts';
import type { SqsMessage } from './sqs-event.ts';

const AT_ONCE = 10;

/** A queue as a poller sees it, through SQS's own operations. */
export class SqsQueue {
  readonly arn: string;
  readonly #world: World;

  constructor(world: World, arn: string) {
    this.#world = world;
    this.arn = arn;
  }

  async receive(max: number, waitSeconds: number): Promise<readonly SqsMessage[]> {
    const reply = (await this.#call('ReceiveMessage', {
      MaxNumberOfMessages: max,
      WaitTimeSeconds: waitSeconds,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    })) as { Messages?: readonly SqsMessage[] };
    return reply.Messages ?? [];
  }

  async delete(messages: readonly SqsMessage[]): Promise<void> {
    await this.#inBatches('DeleteMessageBatch', messages, {});
  }

  /** Makes messages visible again at once. */
  async giveBack(messages: readonly SqsMessage[]): Promise<void> {
    await this.#inBatches('ChangeMessageVisibilityBatch', messages, { VisibilityTimeout: 0 });
  }

  async #inBatches(operation: string, messages: readonly SqsMessage[], more: Record<string, unknown>): Promise<void> {
    for (let at = 0; at < messages.length; at += AT_ONCE) {
      const part = messages.slice(at, at + AT_ONCE);
      const Entries = part.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, ...more }));
      await this.#call(operation, { Entries });
    }
  }

  async #call(operation: string, params: Record<string, unknown>): Promise<unknown> {
    const QueueName = this.arn.slice(this.arn.lastIndexOf(':') + 1);
    const { QueueUrl } = (await this.#world.call('sqs', 'GetQueueUrl', { QueueName })) as { QueueUrl: string };
    return this.#world.call('sqs', operation, { QueueUrl, ...params });
  }
}
