import type { Service } from '../model/service.ts';
import { knownReleases, liveRelease } from '../plan/releases.ts';
import type { Cloud } from './cloud.ts';
import { parseLiveNote } from './live-note.ts';
import { look } from './look.ts';
import { type ReleaseSummary, summarize } from './status.ts';

export interface HistoryEntry extends ReleaseSummary {
  /** `canary`: a share of the calls goes to it. `was live`: `ship rollback --to` takes it again; `never live`: it failed or was stopped before the switch. */
  readonly state: 'live' | 'canary' | 'was live' | 'never live';
  readonly functions: Readonly<Record<string, string>>;
}

/** All releases that AWS holds, newest first. */
export async function readHistory(service: Service, cloud: Cloud): Promise<readonly HistoryEntry[]> {
  const snapshot = await look(cloud, service);
  const live = liveRelease(snapshot);
  const note = snapshot.api?.live?.description ?? snapshot.routeless?.description ?? '';
  const { chain, left } = parseLiveNote(note);
  const wasLive = new Set([...chain.map(({ number }) => number), ...left]);
  const stateOf = (number: number): HistoryEntry['state'] => {
    if (number === live?.number) return 'live';
    if (number === snapshot.api?.canary?.number) return 'canary';
    return wasLive.has(number) ? 'was live' : 'never live';
  };
  return knownReleases(snapshot).map((release) => ({
    ...summarize(release),
    state: stateOf(release.number),
    functions: Object.fromEntries(release.functions.map(({ key, version }) => [key, version])),
  }));
}
