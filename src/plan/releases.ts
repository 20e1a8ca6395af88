import type { KnownRelease } from '../model/release.ts';
import type { ApiState, DeploymentState, Snapshot } from '../model/snapshot.ts';

/** The release that `$default` points to; undefined: nothing is live, or not by ship. */
export function liveRelease(snapshot: Snapshot): KnownRelease | undefined {
  return snapshot.api ? releaseOnLive(snapshot.api) : snapshot.routeless?.live;
}

/** While a share of the calls goes to another release, the one that all others go to is live. */
export function releaseOnLive({ deployments, live, canary }: ApiState): KnownRelease | undefined {
  return releaseOf(deployments, canary ? canary.overDeploymentId : live?.deploymentId);
}

export function previewRelease(snapshot: Snapshot): KnownRelease | undefined {
  return releaseOf(snapshot.api?.deployments ?? [], snapshot.api?.preview?.deploymentId);
}

/** Tested, and waiting on the preview for a person to promote or abort it. */
export function waitingRelease({ api }: Snapshot): KnownRelease | undefined {
  return api && releaseOf(api.deployments, api.waiting?.deploymentId);
}

function releaseOf(deployments: readonly DeploymentState[], id: string | undefined): KnownRelease | undefined {
  return deployments.find((deployment) => deployment.id === id)?.release;
}

/** All that AWS still holds, newest first. */
export function knownReleases(snapshot: Pick<Snapshot, 'api' | 'routeless'>): readonly KnownRelease[] {
  const held = snapshot.api
    ? snapshot.api.deployments.flatMap(({ release }) => (release ? [release] : []))
    : (snapshot.routeless?.releases ?? []);
  return held.toSorted((a, b) => b.number - a.number || b.madeAt.localeCompare(a.madeAt));
}

/** Numbers are never given twice while AWS remembers them: one above the highest ever seen. */
export function nextReleaseNumber(snapshot: Snapshot): number {
  return Math.max(0, ...knownReleases(snapshot).map(({ number }) => number)) + 1;
}

/** A person rolled back: it is written into the live stage's description by the same write. */
export function pinNote(snapshot: Snapshot): string | undefined {
  const description = snapshot.api ? snapshot.api.live?.description : snapshot.routeless?.description;
  return /\bpinned\b.*/.exec(description ?? '')?.[0];
}
