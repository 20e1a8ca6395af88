import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTagged } from '../tagged.ts';
import { tagsIn } from '../tags.ts';

export const tagResource: Operation = {
  name: 'TagResource',
  writes: true,
  handle: (params, world) => {
    const tagged = findTagged(world, stringOf(params, 'ResourceARN') ?? '');
    tagged.setTags({ ...tagged.tags, ...tagsIn(params) });
    return { body: {} };
  },
};
