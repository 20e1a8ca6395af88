import { CURRENT, type SecretRow, type SecretValue, type SecretVersion } from './secret-rows.ts';
import { resourceExists } from './secrets-error.ts';
import { attachStages } from './stages.ts';

/** With those that no label holds; AWS keeps about as many. */
const MAX_VERSIONS = 100;

export interface NewVersion {
  readonly id: string;
  readonly value: SecretValue;
  readonly stages: readonly string[];
}

/** The secret with one version more; as it was when it has that version already. Throws when that has another value. */
export function addVersion(secret: SecretRow, { id, value, stages }: NewVersion, now: number): SecretRow {
  const known = secret.versions.find((version) => version.id === id);
  if (known) {
    if (isSame(known, value)) return secret;
    throw resourceExists(
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  const version = { id, createdAt: now, ...value, stages: [] };
  const first = secret.versions.length === 0 ? [CURRENT] : [];
  const versions = attachStages([...secret.versions, version], id, [...stages, ...first]);
  return { ...secret, changedAt: now, versions: dropDeprecated(versions) };
}

export function isSame(version: SecretVersion, value: SecretValue): boolean {
  return version.string === value.string && version.binary === value.binary;
}

function dropDeprecated(versions: readonly SecretVersion[]): readonly SecretVersion[] {
  const excess = versions.length - MAX_VERSIONS;
  if (excess <= 0) return versions;
  const dropped = versions.filter(({ stages }) => stages.length === 0).slice(0, excess);
  return versions.filter((version) => !dropped.includes(version));
}
