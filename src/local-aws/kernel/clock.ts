import { durations, otherDuration } from './durations.ts';
import type { Clock, WorldConfig } from './world.ts';

/** `overrides`: durations that a test or a person has set, by transition. */
export function createClock(
  profile: WorldConfig['profile'],
  overrides: () => Readonly<Record<string, number>> = () => ({}),
): Clock {
  const column = profile === 'fast' ? 0 : 1;
  return {
    now: () => Date.now(),
    // A sleep never keeps the process alive: the server does.
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
    duration: (transition) => overrides()[transition] ?? (durations[transition] ?? otherDuration)[column],
  };
}
