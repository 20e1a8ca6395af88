import type { Operation } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { secrets } from '../secret-rows.ts';
import { tagsIn } from '../tags.ts';

export const tagResource: Operation = {
  name: 'TagResource',
  writes: true,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    secrets(world).set(secret.name, { ...secret, tags: { ...secret.tags, ...tagsIn(params) } });
    return { body: {} };
  },
};
