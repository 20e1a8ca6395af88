import type { Operation } from '../../kernel/operation.ts';
import { findTopic } from '../find.ts';

export const listTagsForResource: Operation = {
  name: 'ListTagsForResource',
  writes: false,
  handle: (params, world) => {
    const { tags } = findTopic(world, params, 'ResourceArn');
    return { body: { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
  },
};
