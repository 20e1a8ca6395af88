import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';

const PAGE = 50;

export const listTagsForStream: Operation = {
  name: 'ListTagsForStream',
  writes: false,
  handle: (params, world) => {
    const after = stringOf(params, 'ExclusiveStartTagKey') ?? '';
    const limit = numberOf(params, 'Limit') ?? PAGE;
    const tags = Object.entries(findStream(world, params).tags)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .filter(([key]) => key > after);
    const Tags = tags.slice(0, limit).map(([Key, Value]) => ({ Key, Value }));
    return { body: { Tags, HasMoreTags: tags.length > limit } };
  },
};
