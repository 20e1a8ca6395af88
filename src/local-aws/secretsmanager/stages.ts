import { CURRENT, PENDING, PREVIOUS, type SecretVersion } from './secret-rows.ts';

/** Each staging label is on one version: what is attached here leaves where it was. */
export function attachStages(
  versions: readonly SecretVersion[],
  id: string,
  stages: readonly string[],
): readonly SecretVersion[] {
  const wasCurrent = holderOf(versions, CURRENT)?.id;
  const moved = versions.map((version) =>
    version.id === id ? withStages(version, [...version.stages, ...stages]) : without(version, stages),
  );
  return stages.includes(CURRENT) && wasCurrent !== undefined && wasCurrent !== id
    ? moved.map((version) => (version.id === wasCurrent ? outgoing(version) : without(version, [PREVIOUS])))
    : moved;
}

export function detachStage(versions: readonly SecretVersion[], id: string, stage: string): readonly SecretVersion[] {
  return versions.map((version) => (version.id === id ? without(version, [stage]) : version));
}

export function holderOf(versions: readonly SecretVersion[], stage: string): SecretVersion | undefined {
  return versions.find(({ stages }) => stages.includes(stage));
}

/** It keeps labels of its own, but a rotation that ended is not pending any more. */
function outgoing(version: SecretVersion): SecretVersion {
  return withStages(without(version, [PENDING]), [...without(version, [PENDING]).stages, PREVIOUS]);
}

function without(version: SecretVersion, stages: readonly string[]): SecretVersion {
  return withStages(
    version,
    version.stages.filter((stage) => !stages.includes(stage)),
  );
}

function withStages(version: SecretVersion, stages: readonly string[]): SecretVersion {
  return { ...version, stages: [...new Set(stages)].toSorted() };
}
