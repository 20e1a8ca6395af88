import type { Clock } from './clock.ts';

export interface PollPace {
  /** Before the first question: nothing is ready at once, and every question counts against AWS's rates. */
  readonly firstMs: number;
  readonly maxMs: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Asks with growing pauses until `read` answers something; undefined when time is up. */
export async function poll<Value>(
  clock: Clock,
  pace: PollPace,
  read: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const end = clock.monotonic() + pace.timeoutMs;
  for (let pause = pace.firstMs; ; pause = Math.min(pace.maxMs, pause * 1.6)) {
    await clock.sleep(pause, pace.signal);
    const value = await read();
    if (value !== undefined) return value;
    if (clock.monotonic() > end) return undefined;
  }
}
