import type { Concurrency } from '../model/concurrency.ts';
import type { Phase, Step } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { knownReleases } from './releases.ts';

/** Where in the plan a reservation grows, and where it shrinks or goes. */
interface Places {
  readonly grows: Phase;
  readonly shrinks: Phase;
}

/**
 * Reserved concurrency is one number for all versions of a function, so that the live release feels it too: it grows
 * before the switch, because both releases run side by side, and shrinks or goes only after it.
 */
export function planReservations(
  reserved: Concurrency['reserved'],
  snapshot: Snapshot,
  places: Places = { grows: 'verify', shrinks: 'finish' },
): readonly Step[] {
  const keys = new Set([...Object.keys(reserved), ...Object.keys(snapshot.reservedConcurrency)]);
  return [...keys].flatMap((key): Step[] => {
    const [now, wanted] = [snapshot.reservedConcurrency[key], reserved[key]];
    if (now === wanted || (wanted === undefined && !isOurs(snapshot, key, now))) return [];
    const grows = snapshot.functions[key] === undefined || (now !== undefined && wanted !== undefined && wanted > now);
    return [
      {
        id: `concurrency.${key}`,
        phase: grows ? places.grows : places.shrinks,
        lane: `reserve.${key}`,
        kind: 'reserve-concurrency',
        function: key,
        ...(wanted === undefined ? {} : { executions: wanted }),
        title: titleOf(key, now, wanted),
      },
    ];
  });
}

function titleOf(key: string, now: number | undefined, wanted: number | undefined): string {
  if (wanted === undefined) return `Reserve no concurrent executions for ${key} any more, ${now} until now`;
  return `Reserve ${wanted} concurrent executions for ${key}${now === undefined ? '' : `, ${now} until now`}`;
}

/** What no release has ever reserved somebody else did, by hand: to stop a function, for instance. */
function isOurs(snapshot: Snapshot, key: string, executions: number | undefined): boolean {
  return knownReleases(snapshot).some(({ reserved }) => reserved?.[key] === executions);
}
