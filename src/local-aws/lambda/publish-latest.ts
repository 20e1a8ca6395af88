import { randomUUID } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { checkCodeStorage } from './account-usage.ts';
import { renewRevision } from './change-latest.ts';
import { findFunction, findVersion } from './find-version.ts';
import { fingerprint } from './fingerprint.ts';
import { functions, qualifiedKey, versionCounters, versions, type VersionRow } from './function-rows.ts';

/** The last published version, while it still is what `$LATEST` is: AWS then publishes nothing new. */
function unchangedSince(world: World, latest: VersionRow): VersionRow | undefined {
  const counter = versionCounters(world).get(latest.functionName) ?? 0;
  const last = findVersion(world, latest.functionName, String(counter));
  return last?.publishedFrom === fingerprint(latest) ? last : undefined;
}

/** A version published while `$LATEST` is still being made is Pending until that is done. */
function pendingLike({ change }: VersionRow): Pick<VersionRow, 'change'> {
  if (!change) return {};
  return { change: { kind: 'create', settlesAt: change.settlesAt, revisionIdAfter: randomUUID() } };
}

function copy(world: World, latest: VersionRow, version: string, description?: string): VersionRow {
  const { change: _change, ...row } = latest;
  return {
    ...row,
    version,
    configuration: { ...latest.configuration, description: description ?? latest.configuration.description },
    revisionId: randomUUID(),
    publishedFrom: fingerprint(latest),
    ...pendingLike(latest),
  };
}

/** Publishes `$LATEST` as the next number, or answers the version that it was published as before. */
export function publishLatest(world: World, latest: VersionRow, description?: string): VersionRow {
  const existing = unchangedSince(world, latest);
  if (existing) return existing;
  checkCodeStorage(world, latest.code.sizeBytes);
  const name = latest.functionName;
  const number = (versionCounters(world).get(name) ?? 0) + 1;
  const published = copy(world, latest, String(number), description);
  const owner = findFunction(world, name);
  versionCounters(world).set(name, number);
  versions(world).set(qualifiedKey(name, published.version), published);
  functions(world).set(name, { ...owner, versions: [...owner.versions, published.version] });
  renewRevision(world, latest);
  return published;
}
