import { listOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTagged } from '../tagged.ts';

export const untagResource: Operation = {
  name: 'UntagResource',
  writes: true,
  handle: (params, world) => {
    const tagged = findTagged(world, stringOf(params, 'ResourceARN') ?? '');
    const gone = listOf(params, 'TagKeys');
    tagged.setTags(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !gone.includes(key))));
    return { body: {} };
  },
};
