import type { KnownRelease } from '../model/release.ts';
import type { DeploymentState, Snapshot } from '../model/snapshot.ts';

/** The release that `$default` points to; undefined: nothing is live, or not by ship. */
export function liveRelease(snapshot: Snapshot): KnownRelease | undefined {
  return snapshot.api ? releaseOf(snapshot.api.deployments, snapshot.api.live?.deploymentId) : snapshot.routeless?.live;
}

export function previewRelease(snapshot: Snapshot): KnownRelease | undefined {
  return releaseOf(snapshot.api?.deployments ?? [], snapshot.api?.preview?.deploymentId);
}

function releaseOf(deployments: readonly DeploymentState[], id: string | undefined): KnownRelease | undefined {
  return deployments.find((deployment) => deployment.id === id)?.release;
}

/** All that AWS still holds, newest first. */
export function knownReleases(snapshot: Snapshot): readonly KnownRelease[] {
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
