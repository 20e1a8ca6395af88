import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { addVersion } from '../add-version.ts';
import { findSecret } from '../find-secret.ts';
import { readToken, readValue } from '../read-value.ts';
import { CURRENT, identityOf, secrets } from '../secret-rows.ts';
import { invalidRequest } from '../secrets-error.ts';

export const putSecretValue: Operation = {
  name: 'PutSecretValue',
  writes: true,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    const value = readValue(params);
    if (!value) throw invalidRequest('You must provide either SecretString or SecretBinary.');
    const id = readToken(params);
    const given = listOf(params, 'VersionStages');
    const stages = given.length > 0 ? given : [CURRENT];
    const changed = addVersion(secret, { id, value, stages }, world.clock.now());
    if (changed !== secret) secrets(world).set(changed.name, changed);
    const VersionStages = changed.versions.find((version) => version.id === id)?.stages;
    return { body: { ...identityOf(changed), VersionId: id, VersionStages } };
  },
};
