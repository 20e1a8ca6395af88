import { AwsError } from '../../kernel/aws-error.ts';
import type { InvocationResult, World } from '../../kernel/world.ts';
import { eventSourceMappings, settingsToPoll, type EventSourceSettings } from '../../lambda/event-source-rows.ts';
import { failedIds } from './batch-outcome.ts';
import { makeFilter } from './message-filter.ts';
import { SqsQueue } from './sqs-queue.ts';
import { toPayloads, type SqsMessage } from './sqs-event.ts';

/** A wait that ends when the mapping is switched off could only be shorter: messages taken too late are given back. */
const LONG_POLL_SECONDS = 2;
/** Lambda starts with five batches at a time: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const BATCHES_AT_ONCE = 5;
const TRY_AGAIN_MS = 500;
const THROTTLED_TRIES = 5;

/** One event source mapping of a queue: takes messages, calls the function, deletes what it has processed. */
export class SqsPoller {
  readonly #world: World;
  readonly #uuid: string;
  readonly #ended: () => void;
  #running = 0;
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(world: World, uuid: string, ended: () => void) {
    this.#world = world;
    this.#uuid = uuid;
    this.#ended = ended;
  }

  start(): void {
    void this.#loop();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  async #loop(): Promise<void> {
    for (let settings = this.#settings(); settings; settings = this.#settings()) {
      if (this.#running >= (settings.maximumConcurrency ?? BATCHES_AT_ONCE)) await this.#untilOneIsDone();
      else await this.#next();
    }
    this.#ended();
  }

  #settings(): EventSourceSettings | undefined {
    const row = this.#stopped ? undefined : eventSourceMappings(this.#world).get(this.#uuid);
    return row && settingsToPoll(row);
  }

  #queue(): SqsQueue {
    return new SqsQueue(this.#world, eventSourceMappings(this.#world).get(this.#uuid)?.eventSourceArn ?? '');
  }

  async #next(): Promise<void> {
    const queue = this.#queue();
    try {
      const messages = await this.#collect(queue);
      // A batch goes to the version that the mapping names when the batch is handed over, and is finished there.
      const settings = this.#settings();
      if (messages.length === 0) return;
      if (settings) void this.#process(queue, settings, messages);
      else await queue.giveBack(messages);
    } catch {
      // The queue is gone, or may not be read: the mapping stays, and goes on when there is a queue again.
      await this.#world.clock.sleep(TRY_AGAIN_MS);
    }
  }

  /** A first message opens the window; the batch is handed over when it is full or the window closes. */
  async #collect(queue: SqsQueue): Promise<SqsMessage[]> {
    const messages: SqsMessage[] = [];
    let until = Infinity;
    for (let settings = this.#settings(); settings; settings = this.#settings()) {
      const max = Math.min(10, settings.batchSize - messages.length);
      const waitSeconds = Math.min(LONG_POLL_SECONDS, Math.ceil((until - this.#world.clock.now()) / 1000));
      messages.push(...(await queue.receive(max, waitSeconds)));
      if (messages.length === 0) return messages;
      if (until === Infinity) until = this.#world.clock.now() + settings.batchingWindowSeconds * 1000;
      if (messages.length >= settings.batchSize || this.#world.clock.now() >= until) return messages;
    }
    return messages;
  }

  async #process(queue: SqsQueue, settings: EventSourceSettings, messages: readonly SqsMessage[]): Promise<void> {
    this.#running++;
    try {
      const matches = makeFilter(settings.filters);
      const wanted = messages.filter(matches);
      await queue.delete(messages.filter((message) => !wanted.includes(message)));
      for (const part of toPayloads(this.#world, queue.arn, wanted)) await this.#invoke(queue, settings, part);
    } catch {
      // Not deleted, so the messages come back when their visibility time-out is over.
    } finally {
      this.#running--;
      this.#wake();
    }
  }

  async #invoke(
    queue: SqsQueue,
    settings: EventSourceSettings,
    { messages, payload }: { readonly messages: readonly SqsMessage[]; readonly payload: Buffer },
  ): Promise<void> {
    const result = await this.#call(settings, payload);
    if (result.functionError) return;
    const ids = messages.map(({ MessageId }) => MessageId);
    const failed = settings.reportBatchItemFailures ? failedIds(result.payload, ids) : new Set<string>();
    await queue.delete(messages.filter(({ MessageId }) => !failed.has(MessageId)));
  }

  /** A throttled call is tried again, as Lambda's pollers do, before the messages are left to their time-out. */
  async #call({ functionName, qualifier }: EventSourceSettings, payload: Buffer): Promise<InvocationResult> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#world.invoker.invoke({
          functionName,
          payload,
          type: 'RequestResponse',
          source: 'sqs',
          ...(qualifier === undefined ? {} : { qualifier }),
        });
      } catch (error) {
        const mayPass = error instanceof AwsError && (error.status === 429 || error.status === 409);
        if (!mayPass || tries === THROTTLED_TRIES) throw error;
        await this.#world.clock.sleep(TRY_AGAIN_MS * tries);
      }
    }
  }

  #untilOneIsDone(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
