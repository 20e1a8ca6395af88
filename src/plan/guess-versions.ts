import type { Snapshot } from '../model/snapshot.ts';
import type { FunctionPlan } from './plan-function.ts';

/**
 * Function key -> the version that it will have, where that can be guessed: Lambda counts on from the highest number.
 * Undefined where nothing is published, or where a function has no version yet. A guess is wrong when the highest
 * version was deleted: its number is never given again.
 */
export function guessVersions(
  functions: readonly FunctionPlan[],
  snapshot: Snapshot,
): Readonly<Record<string, string>> | undefined {
  if (functions.every(({ planned }) => planned.version !== undefined)) return undefined;
  const guesses = functions.map(({ planned }) => {
    const highest = snapshot.functions[planned.key]?.versions.at(-1)?.version;
    return [planned.key, planned.version ?? (highest && String(Number(highest) + 1))] as const;
  });
  return guesses.every(([, version]) => version !== undefined)
    ? (Object.fromEntries(guesses) as Record<string, string>)
    : undefined;
}
