import { recordOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';
import { streams } from '../stream-rows.ts';

export const addTagsToStream: Operation = {
  name: 'AddTagsToStream',
  writes: true,
  handle: (params, world) => {
    const stream = findStream(world, params);
    streams(world).set(stream.name, { ...stream, tags: { ...stream.tags, ...recordOf(params, 'Tags') } });
    return {};
  },
};
