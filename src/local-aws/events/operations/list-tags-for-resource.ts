import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTagged } from '../tagged.ts';
import { tagList } from '../tags.ts';

export const listTagsForResource: Operation = {
  name: 'ListTagsForResource',
  writes: false,
  handle: (params, world) => ({
    body: { Tags: tagList(findTagged(world, stringOf(params, 'ResourceARN') ?? '').tags) },
  }),
};
