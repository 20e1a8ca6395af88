import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Invocation, InvocationResult, World } from '../../kernel/world.ts';
import { resolveRunnable } from '../../lambda/resolve-runnable.ts';
import type { Runnable } from '../../lambda/runnable.ts';
import { ASYNC_REQUEST_LIMIT_BYTES } from '../limits.ts';
import type { ExecutionSettings } from '../settings.ts';
import { asyncEvents, toAsyncEvent, toInvocation, type AsyncEvent } from './async-event.ts';
import { deliverEnd } from './deliver-end.ts';

type Run = (invocation: Invocation, runnable: Runnable) => Promise<InvocationResult>;

/** Throttled events wait one second at first and five minutes at most, as on Lambda; here the first wait is shorter in the fast profile. */
const LONGEST_WAIT_MS = 300_000;

/**
 * Lambda's queue for invocations of type Event: tried at least once, again after errors, until they are too old. What is
 * left then goes to the destination or the dead letter queue.
 */
export class AsyncQueue {
  readonly #world: World;
  readonly #settings: ExecutionSettings;
  readonly #run: Run;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #failed = new Map<string, NonNullable<Invocation['failed']>>();
  /** Their time has come, and all places are taken. */
  readonly #waiting: string[] = [];
  #running = 0;
  #stopped = false;

  constructor(world: World, settings: ExecutionSettings, run: Run) {
    this.#world = world;
    this.#settings = settings;
    this.#run = run;
    for (const event of asyncEvents(world).values()) this.#schedule(event);
  }

  /** Durable when it returns. Throws when the payload is too large. */
  add(invocation: Invocation): void {
    if (invocation.payload.length > ASYNC_REQUEST_LIMIT_BYTES)
      throw new AwsError(
        'RequestTooLargeException',
        413,
        `Request must be smaller than ${ASYNC_REQUEST_LIMIT_BYTES} bytes for the InvokeFunction operation`,
      );
    const event = toAsyncEvent(invocation, invocation.requestId ?? randomUUID(), this.#world.clock.now());
    if (invocation.failed) this.#failed.set(event.requestId, invocation.failed);
    this.#keep(event);
    const { metrics } = this.#world;
    metrics.record('AWS/Lambda', 'AsyncEventsReceived', { FunctionName: event.functionName }, 1, 'Count');
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #keep(event: AsyncEvent): void {
    asyncEvents(this.#world).set(event.requestId, event);
    this.#schedule(event);
  }

  #schedule({ requestId, dueMs }: AsyncEvent): void {
    const due = (): void => {
      this.#timers.delete(requestId);
      this.#waiting.push(requestId);
      this.#fill();
    };
    const delayMs = Math.max(0, dueMs - this.#world.clock.now());
    this.#timers.set(requestId, setTimeout(due, delayMs).unref());
  }

  #fill(): void {
    while (!this.#stopped && this.#running < 4 * this.#settings.maxEnvironments) {
      const event = asyncEvents(this.#world).get(this.#waiting[0] ?? '');
      if (this.#waiting.shift() === undefined) return;
      if (event) void this.#attempt(event);
    }
  }

  async #attempt(event: AsyncEvent): Promise<void> {
    this.#running++;
    try {
      await this.#once(event);
    } finally {
      this.#running--;
      this.#fill();
    }
  }

  async #once(event: AsyncEvent): Promise<void> {
    let runnable: Runnable | undefined;
    try {
      runnable = resolveRunnable(this.#world, event.functionName, event.qualifier);
      const result = await this.#run(toInvocation(event), runnable);
      if (!this.#stopped) await this.#judge({ ...event, attempts: event.attempts + 1 }, runnable, result);
    } catch (error) {
      if (!this.#stopped) await this.#refused(event, runnable, error);
    }
  }

  async #judge(event: AsyncEvent, runnable: Runnable, result: InvocationResult): Promise<void> {
    const { maximumRetryAttempts } = runnable.asynchronous;
    if (!result.functionError) await this.#end(event, runnable, { condition: 'Success', result });
    else if (event.attempts > maximumRetryAttempts)
      await this.#end(event, runnable, { condition: 'RetriesExhausted', result });
    else await this.#again(event, runnable, { delayMs: this.#settings.retryDelaysMs[event.attempts - 1] ?? 0, result });
  }

  /** The function did not run. One that is gone takes its events along; a throttled one gets them later. */
  async #refused(event: AsyncEvent, runnable: Runnable | undefined, error: unknown): Promise<void> {
    if (!mayPass(error)) {
      this.#forget(event, 'dropped');
      return;
    }
    const firstMs = this.#world.config.profile === 'fast' ? 20 : 1000;
    const delayMs = Math.min(firstMs * 2 ** event.refusals, LONGEST_WAIT_MS);
    await this.#again({ ...event, refusals: event.refusals + 1 }, runnable, { delayMs });
  }

  async #again(
    event: AsyncEvent,
    runnable: Runnable | undefined,
    { delayMs, result }: { readonly delayMs: number; readonly result?: InvocationResult },
  ): Promise<void> {
    const dueMs = this.#world.clock.now() + delayMs;
    const limitMs = (runnable?.asynchronous.maximumEventAgeSeconds ?? 21_600) * 1000;
    if (runnable && dueMs - event.acceptedMs > limitMs)
      await this.#end(event, runnable, { condition: 'EventAgeExceeded', ...(result ? { result } : {}) });
    else this.#keep({ ...event, dueMs });
  }

  async #end(
    event: AsyncEvent,
    runnable: Runnable,
    end: { condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded'; result?: InvocationResult },
  ): Promise<void> {
    await deliverEnd(this.#world, runnable, { event, ...end });
    this.#forget(event, end.condition, end.result);
  }

  #forget({ requestId }: AsyncEvent, condition: string, result?: InvocationResult): void {
    asyncEvents(this.#world).delete(requestId);
    if (condition !== 'Success') this.#failed.get(requestId)?.(result);
    this.#failed.delete(requestId);
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof AwsError) || error.code === 'NotImplemented') return false;
  return error.status === 429 || error.status === 409 || error.status >= 500;
}
