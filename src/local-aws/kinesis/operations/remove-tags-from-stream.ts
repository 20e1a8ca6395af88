import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';
import { streams } from '../stream-rows.ts';

export const removeTagsFromStream: Operation = {
  name: 'RemoveTagsFromStream',
  writes: true,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const gone = listOf(params, 'TagKeys');
    const tags = Object.fromEntries(Object.entries(stream.tags).filter(([key]) => !gone.includes(key)));
    streams(world).set(stream.name, { ...stream, tags });
    return {};
  },
};
