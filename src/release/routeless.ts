import type { KnownRelease } from '../model/release.ts';
import { liveAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { FunctionState, Snapshot } from '../model/snapshot.ts';
import { parseRelease } from './describe-release.ts';

/** A service without routes has no gateway deployment to keep its records: an alias `ship-r17` per function does. */
export function releaseAlias(number: number): string {
  return `ship-r${number}`;
}

/**
 * The main function's `ship-r<N>` carries who, when and why; which versions belong to it is what the aliases of the
 * same name point to. They also keep AWS from deleting those versions.
 */
export function readRouteless(
  service: Service,
  functions: Readonly<Record<string, FunctionState>>,
): NonNullable<Snapshot['routeless']> {
  const aliases = functions[service.main]?.aliases ?? {};
  const live = aliases[liveAlias];
  const releases = Object.values(aliases)
    .flatMap((alias) => {
      const record = /^ship-r\d+$/.test(alias.name) ? parseRelease(alias.description) : undefined;
      return record ? [withVersions(record, alias.name, functions)] : [];
    })
    .toSorted((a, b) => b.number - a.number);
  const number = Number(/^r(\d+)\b/.exec(live?.description ?? '')?.[1]);
  const liveRelease = releases.find((release) => release.number === number);
  return { releases, description: live?.description ?? '', ...(liveRelease ? { live: liveRelease } : {}) };
}

function withVersions(
  record: KnownRelease,
  alias: string,
  functions: Readonly<Record<string, FunctionState>>,
): KnownRelease {
  const versions = Object.values(functions).flatMap((state) => {
    const version = state.aliases[alias]?.version;
    const found = state.versions.find((candidate) => candidate.version === version);
    const digest = /\bship:([0-9a-f]{16})\b/.exec(found?.description ?? '')?.[1] ?? '';
    return version ? [{ key: state.key, version, digest, code: found?.codeSha256.slice(0, 8) ?? '' }] : [];
  });
  return { ...record, functions: versions };
}
