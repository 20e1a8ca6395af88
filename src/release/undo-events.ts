import { type Connections, noConnections } from '../model/connections.ts';
import type { Step } from '../model/plan.ts';
import { changeEvents, type EventChanges } from '../plan/plan-events.ts';
import { liveRelease } from '../plan/releases.ts';
import { connectionsFor } from '../plan/resolve-connections.ts';
import { configPlaces, lookAtEvents, lookAtSubscriptions, otherPlaces } from './look-events.ts';
import type { Run } from './run-context.ts';
import { runStep } from './steps/run-step.ts';

/** How to connect again what the release before had, from what is connected now; undefined: nothing was touched. */
export async function planEventsBack(run: Run): Promise<EventChanges | undefined> {
  const { service, snapshot, learnt, cloud, plan } = run;
  // A repair of the live release has no state before it to go back to.
  const isRepair = plan.from?.number === plan.release.number;
  const before = connectionsBefore(run);
  if (!learnt.eventsTouched || isRepair || !before) return undefined;
  const stack = { outputs: learnt.outputs };
  const places = configPlaces(service, false);
  const others = otherPlaces(service, [before], stack, places);
  const [own, older, subscriptions] = await Promise.all([
    lookAtEvents(cloud, service, places),
    lookAtEvents(cloud, service, others),
    lookAtSubscriptions(cloud, [before], stack),
  ]);
  const world = {
    accountId: learnt.accountId,
    region: snapshot.region,
    stack,
    eventSources: [...own.eventSources, ...older.eventSources],
    permissions: [...own.permissions, ...older.permissions],
    notifications: [...own.notifications, ...older.notifications],
    subscriptions,
  };
  return changeEvents(service, world, before);
}

export async function runBack(run: Run, steps: readonly Step[]): Promise<void> {
  const back: Run = { ...run, connections: connectionsBefore(run) ?? noConnections };
  for (const step of steps) await runStep(step, back);
}

/** Undefined: the release before was made so long ago that nobody knows. */
function connectionsBefore({ service, snapshot }: Run): Connections | undefined {
  return connectionsFor(service, snapshot, liveRelease(snapshot)?.connectionsDigest ?? '');
}
