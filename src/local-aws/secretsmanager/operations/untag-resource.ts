import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { secrets } from '../secret-rows.ts';

export const untagResource: Operation = {
  name: 'UntagResource',
  writes: true,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    const gone = listOf(params, 'TagKeys');
    const tags = Object.fromEntries(Object.entries(secret.tags).filter(([key]) => !gone.includes(key)));
    secrets(world).set(secret.name, { ...secret, tags });
    return { body: {} };
  },
};
