import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';
import { clearLogs, streams } from '../stream-rows.ts';

export const deleteStream: Operation = {
  name: 'DeleteStream',
  writes: true,
  handle: (params, world) => {
    const stream = findStream(world, params);
    clearLogs(world, stream);
    streams(world).delete(stream.name);
    return {};
  },
};
