import { stackName } from '../model/names.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A version that a release names. */
export interface NamedVersion {
  readonly key: string;
  readonly lambdaName: string;
  readonly version: string;
}

/**
 * Versions of a release that AWS no longer has: ship's prune keeps those of every release that can be gone back to, other
 * tools do not. `unknown` are of functions that the config no longer names, which no look reads.
 */
export function findGoneVersions(
  service: Service,
  { functions }: Snapshot,
  release: KnownRelease,
): { readonly gone: readonly NamedVersion[]; readonly unknown: readonly NamedVersion[] } {
  const named = release.functions.map(({ key, version }) => ({ key, version, lambdaName: lambdaName(service, key) }));
  const isConfigured = (key: string): boolean => service.functions.some((one) => one.key === key);
  return {
    gone: named.filter(
      ({ key, version }) =>
        isConfigured(key) && functions[key]?.versions.some((one) => one.version === version) !== true,
    ),
    unknown: named.filter(({ key }) => !isConfigured(key)),
  };
}

function lambdaName(service: Service, key: string): string {
  return service.functions.find((one) => one.key === key)?.lambdaName ?? `${stackName(service)}-${key}`;
}
