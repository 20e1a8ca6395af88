import type { Operation } from '../../kernel/operation.ts';
import { findTagged } from '../alarms/find-tagged.ts';
import { required } from '../members.ts';

export const listTagsForResource: Operation = {
  name: 'ListTagsForResource',
  writes: false,
  handle: (params, world) => {
    const { tags } = findTagged(world, required(params, 'ResourceARN'));
    return { body: { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
  },
};
