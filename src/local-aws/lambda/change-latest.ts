import { randomUUID } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { findLatest, LATEST, refuseWhileChanging } from './find-version.ts';
import { later } from './later.ts';
import { staleRevision } from './errors.ts';
import { qualifiedKey, versions, type Change, type Snapshot, type VersionRow } from './function-rows.ts';
import { lambdaTime } from './lambda-time.ts';

/** `$LATEST`, if it may be changed now by a caller who knows it as `revisionId`. */
export function findChangeable(world: World, name: string, revisionId?: string): VersionRow {
  const latest = findLatest(world, name);
  if (revisionId !== undefined && revisionId !== latest.revisionId) throw staleRevision();
  refuseWhileChanging(world, latest);
  return latest;
}

/** A change that AWS makes in the background; the environments of before go when it is over. */
export function beginChange(world: World, name: string, kind: Change['kind'], serving?: Snapshot): Change {
  const durationMs = world.clock.duration(`lambda.${kind}`);
  if (serving) later(world, `lambda.${kind}`, () => world.invoker.retire(name, LATEST));
  return {
    kind,
    settlesAt: world.clock.now() + durationMs,
    revisionIdAfter: randomUUID(),
    ...(serving && { serving }),
  };
}

/** Every update, also one that changes nothing, is in progress for a while and changes the RevisionId twice (recorded). */
export function updateLatest(world: World, latest: VersionRow, next: Partial<Snapshot>): VersionRow {
  const { configuration, code } = latest;
  const updated: VersionRow = {
    ...latest,
    ...next,
    revisionId: randomUUID(),
    lastModified: lambdaTime(world.clock.now()),
    change: beginChange(world, latest.functionName, 'update', { configuration, code }),
  };
  versions(world).set(qualifiedKey(latest.functionName, LATEST), updated);
  return updated;
}

/** Publishing, tagging and policies change the RevisionId alone. */
export function renewRevision(world: World, row: VersionRow): VersionRow {
  const renewed = { ...row, revisionId: randomUUID() };
  versions(world).set(qualifiedKey(row.functionName, row.version), renewed);
  return renewed;
}
