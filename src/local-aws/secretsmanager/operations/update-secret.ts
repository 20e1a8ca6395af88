import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { addVersion } from '../add-version.ts';
import { findSecret } from '../find-secret.ts';
import { readToken, readValue } from '../read-value.ts';
import { CURRENT, identityOf, secrets, type SecretRow } from '../secret-rows.ts';

export const updateSecret: Operation = {
  name: 'UpdateSecret',
  writes: true,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    const value = readValue(params);
    const id = value && readToken(params);
    const now = world.clock.now();
    const described = { ...secret, ...settingsIn(params), changedAt: now };
    const changed = value && id ? addVersion(described, { id, value, stages: [CURRENT] }, now) : described;
    secrets(world).set(changed.name, changed);
    return { body: { ...identityOf(changed), ...(id !== undefined && { VersionId: id }) } };
  },
};

function settingsIn(params: Params): Partial<SecretRow> {
  const description = stringOf(params, 'Description');
  const kmsKeyId = stringOf(params, 'KmsKeyId');
  const type = stringOf(params, 'Type');
  return {
    ...(description !== undefined && { description }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    ...(type !== undefined && { type }),
  };
}
