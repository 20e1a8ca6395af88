import { setTimeout as sleep } from 'node:timers/promises';

/** Clock and chance, by argument, so that waits can be tested without waiting. */
export interface Timing {
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

export const realTiming: Timing = {
  now: () => performance.now(),
  sleep: async (ms) => {
    await sleep(ms);
  },
  random: Math.random,
};
