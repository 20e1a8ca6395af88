import { durations, otherDuration } from './durations.ts';
import type { Clock, WorldConfig } from './world.ts';

export function createClock(profile: WorldConfig['profile']): Clock {
  const column = profile === 'fast' ? 0 : 1;
  return {
    now: () => Date.now(),
    // A sleep never keeps the process alive: the server does.
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
    duration: (transition) => (durations[transition] ?? otherDuration)[column],
  };
}
