import { logicalIds } from '../model/logical-ids.ts';
import type { Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, VersionState } from '../model/snapshot.ts';
import { connectionsFor } from './resolve-connections.ts';

/**
 * Outputs of the stack that tell of what kept releases need: the roles of versions that stay, and what lets events in. The
 * resource behind one is named like its output.
 */
export function neededOutputs(
  service: Service,
  snapshot: Snapshot,
  kept: readonly KnownRelease[],
  stale: readonly Step[],
): readonly string[] {
  const rolesInUse = rolesOf(snapshot, stale);
  const places = placesOf(service, snapshot, kept);
  const keys = new Set(kept.flatMap(({ functions }) => functions.map(({ key }) => key)));
  return Object.entries(snapshot.stack?.outputs ?? {})
    .filter(([name, value]) => {
      if (/^(Rule|Subscription|Topic)\w+Arn$/.test(name)) return places === undefined || places.has(name);
      const owner = ownerOf(name, [...keys, ...Object.keys(snapshot.functions)]);
      if (owner === undefined) return false;
      return snapshot.functions[owner] === undefined || rolesInUse === undefined || rolesInUse.has(value);
    })
    .map(([name]) => name);
}

/** Undefined: what one of them connected is not known any more. */
function placesOf(
  service: Service,
  snapshot: Snapshot,
  kept: readonly KnownRelease[],
): ReadonlySet<string> | undefined {
  const all = kept.map(({ connectionsDigest }) => connectionsFor(service, snapshot, connectionsDigest));
  if (all.includes(undefined)) return undefined;
  const places = all.flatMap((one) =>
    (one?.pushes ?? []).flatMap(({ source, subscription }) => [source, subscription?.arn]),
  );
  return new Set(places.flatMap((place) => (place && 'output' in place ? [place.output] : [])));
}

/** Undefined: Lambda did not say it of every version. */
function rolesOf(snapshot: Snapshot, stale: readonly Step[]): ReadonlySet<string> | undefined {
  const going = new Set(
    stale.flatMap((step) =>
      step.kind === 'prune' && step.what.kind === 'version' ? [`${step.what.function}:${step.what.version}`] : [],
    ),
  );
  const staying = Object.values(snapshot.functions).flatMap(({ key, versions, latest }): readonly VersionState[] => [
    latest,
    ...versions.filter(({ version }) => !going.has(`${key}:${version}`)),
  ]);
  const roles = staying.map(({ roleArn }) => roleArn);
  return roles.includes(undefined) ? undefined : new Set(roles.flatMap((role) => role ?? []));
}

function ownerOf(output: string, keys: readonly string[]): string | undefined {
  return keys.find((key) => {
    const base = logicalIds.role(key);
    return output.startsWith(base) && /^([0-9a-f]{8})?Arn$/.test(output.slice(base.length));
  });
}
