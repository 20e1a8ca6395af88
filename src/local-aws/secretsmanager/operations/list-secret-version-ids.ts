import { booleanOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findAnySecret } from '../find-secret.ts';
import { pageOf } from '../page.ts';
import { identityOf, type SecretVersion } from '../secret-rows.ts';

const MOST = 100;

export const listSecretVersionIds: Operation = {
  name: 'ListSecretVersionIds',
  writes: false,
  handle: (params, world) => {
    const secret = findAnySecret(world, params);
    const isWhole = booleanOf(params, 'IncludeDeprecated') ?? false;
    const listed = secret.versions.filter(({ stages }) => isWhole || stages.length > 0);
    const { items, next } = pageOf(params, listed, MOST);
    const KmsKeyIds = [secret.kmsKeyId ?? 'DefaultEncryptionKey'];
    return { body: { ...identityOf(secret), Versions: items.map((one) => ({ ...show(one), KmsKeyIds })), ...next } };
  },
};

function show({ id, stages, createdAt, accessedAt }: SecretVersion): Record<string, unknown> {
  return {
    VersionId: id,
    ...(stages.length > 0 && { VersionStages: stages }),
    CreatedDate: new Date(createdAt),
    ...(accessedAt !== undefined && { LastAccessedDate: new Date(accessedAt) }),
  };
}
