import type { Changes, Plan, Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { liveRelease } from './releases.ts';
import { unlockStep, lockStep } from './with-lock.ts';

/** Work about a release that is there already: none is made, so nothing of the service changes. Without work no steps. */
export function planOfKnown(
  {
    service,
    snapshot,
    release,
  }: { readonly service: Service; readonly snapshot: Snapshot; readonly release: KnownRelease },
  work: readonly Step[],
): Plan {
  const { deploymentId: _deploymentId, functions, ...record } = release;
  const live = liveRelease(snapshot);
  const liveDeploymentId = snapshot.api?.live?.deploymentId;
  return {
    schema: 1,
    service: service.name,
    environment: service.environment.name,
    release: { ...record, functions: functions.map(({ code, ...one }) => ({ ...one, codeSha256: code })) },
    ...(live && { from: fromOf(live) }),
    assumes: { accountId: snapshot.accountId, ...(liveDeploymentId ? { liveDeploymentId } : {}) },
    changes: noChanges,
    steps: work.length === 0 ? [] : [lockStep(service, 'Take the deploy lock'), ...work, unlockStep],
  };
}

function fromOf({ number, digest, deploymentId }: KnownRelease): Plan['from'] {
  return { number, digest, ...(deploymentId ? { deploymentId } : {}) };
}

const noChanges: Changes = {
  functions: [],
  routes: { added: [], removed: [], changed: false },
  foundation: 'none',
  events: [],
};
