import type { SecretRow, SecretVersion } from './secret-rows.ts';

/** What DescribeSecret and ListSecrets have in common. */
export function showSecret(secret: SecretRow): Record<string, unknown> {
  const { arn, name, description, kmsKeyId, type, createdAt, changedAt, accessedAt, deletionAt, tags } = secret;
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    ARN: arn,
    Name: name,
    ...(description && { Description: description }),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    ...(type !== undefined && { Type: type }),
    CreatedDate: new Date(createdAt),
    LastChangedDate: new Date(changedAt),
    ...(accessedAt !== undefined && { LastAccessedDate: new Date(accessedAt) }),
    ...(deletionAt !== undefined && { DeletedDate: new Date(deletionAt) }),
    ...(Tags.length > 0 && { Tags }),
  };
}

/** Undefined for a secret that never had a value. */
export function stagesById({ versions }: SecretRow): Record<string, readonly string[]> | undefined {
  const staged = versions.filter(({ stages }) => stages.length > 0);
  return staged.length > 0 ? Object.fromEntries(staged.map(({ id, stages }) => [id, stages])) : undefined;
}

export function showValue({ arn, name }: SecretRow, version: SecretVersion): Record<string, unknown> {
  const { id, createdAt, string, binary, stages } = version;
  return {
    ARN: arn,
    Name: name,
    VersionId: id,
    ...(string !== undefined && { SecretString: string }),
    ...(binary !== undefined && { SecretBinary: binary }),
    ...(stages.length > 0 && { VersionStages: stages }),
    CreatedDate: new Date(createdAt),
  };
}
