import { stepAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
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
  return describeHistory(await look(cloud, service));
}

/** With the aliases through which steps on the way to them gave their versions a share of the calls. */
export async function readMeasured(
  service: Service,
  cloud: Cloud,
): Promise<{ readonly history: readonly HistoryEntry[]; readonly stepAliases: readonly string[] }> {
  const snapshot = await look(cloud, service);
  const steps = (snapshot.api?.deployments ?? []).flatMap(({ step }) =>
    step ? [stepAlias(step.release, step.percent)] : [],
  );
  return { history: describeHistory(snapshot), stepAliases: [...new Set(steps)] };
}

function describeHistory(snapshot: Snapshot): readonly HistoryEntry[] {
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
