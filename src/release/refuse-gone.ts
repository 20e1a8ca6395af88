import { releaseGone } from '../errors/catalogue/refusal-errors.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findGoneVersions } from '../plan/gone-versions.ts';
import type { RollbackTarget } from '../plan/make-rollback-plan.ts';
import { knownReleases, liveRelease } from '../plan/releases.ts';
import type { Cloud } from './cloud.ts';
import { parseLiveNote } from './live-note.ts';

/** What other tools deleted would be answered with 500: said before anything is written. */
export async function refuseGone(
  cloud: Cloud,
  service: Service,
  snapshot: Snapshot,
  target: RollbackTarget,
): Promise<void> {
  if (!target.release) return;
  const { gone, unknown } = findGoneVersions(service, snapshot, target.release);
  const read = await Promise.all(unknown.map((one) => cloud.readFunction(one.lambdaName, one.version)));
  const missing = [...gone, ...unknown.filter((_one, index) => read[index] === undefined)];
  if (missing.length === 0) return;
  const live = liveRelease(snapshot)?.number;
  // One that failed before it was live is no way out.
  const note = parseLiveNote(snapshot.api?.live?.description ?? snapshot.routeless?.description ?? '');
  const wereLive = new Set([...note.chain.map(({ number }) => number), ...note.left]);
  const whole = knownReleases(snapshot).filter(
    (release) =>
      release.number !== live &&
      wereLive.has(release.number) &&
      findGoneVersions(service, snapshot, release).gone.length === 0,
  );
  throw releaseGone(
    service.name,
    target.release,
    missing.map(({ lambdaName, version }) => `version ${version} of ${lambdaName}`),
    whole.map(({ number }) => `r${number}`),
  ).withLive(live === undefined ? 'unknown' : `r${live}`);
}
