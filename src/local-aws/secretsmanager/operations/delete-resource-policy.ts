import type { Operation } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { identityOf, secrets } from '../secret-rows.ts';

export const deleteResourcePolicy: Operation = {
  name: 'DeleteResourcePolicy',
  writes: true,
  handle: (params, world) => {
    const { policy, ...secret } = findSecret(world, params);
    if (policy !== undefined) secrets(world).set(secret.name, secret);
    return { body: identityOf(secret) };
  },
};
