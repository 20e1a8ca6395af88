import type { Operation } from '../../kernel/operation.ts';
import { findAnySecret } from '../find-secret.ts';
import { identityOf, secrets } from '../secret-rows.ts';

export const restoreSecret: Operation = {
  name: 'RestoreSecret',
  writes: true,
  handle: (params, world) => {
    const { deletionAt, ...secret } = findAnySecret(world, params);
    if (deletionAt !== undefined) secrets(world).set(secret.name, secret);
    return { body: identityOf(secret) };
  },
};
