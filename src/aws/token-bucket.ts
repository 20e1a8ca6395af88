import type { Timing } from './timing.ts';

/** Waits until the next request may go. */
export type TakeToken = () => Promise<void>;

/** First come, first served; no delay below the rate: up to `burst` requests go at once. */
export function makeTokenBucket(rate: { perSecond: number; burst: number }, timing: Timing): TakeToken {
  const intervalMs = 1000 / rate.perSecond;
  const toleranceMs = (rate.burst - 1) * intervalMs;
  let theoreticalArrival = -Infinity;
  return async () => {
    const now = timing.now();
    const arrival = Math.max(theoreticalArrival, now);
    theoreticalArrival = arrival + intervalMs;
    const waitMs = arrival - toleranceMs - now;
    if (waitMs > 0) await timing.sleep(waitMs);
  };
}
