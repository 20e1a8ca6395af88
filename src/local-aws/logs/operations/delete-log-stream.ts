import type { Operation } from '../../kernel/operation.ts';
import { findGroup, findStream } from '../find-group.ts';

export const deleteLogStream: Operation = {
  name: 'DeleteLogStream',
  writes: true,
  handle: (params, world) => {
    const group = findGroup(params, world);
    world.logs.remove(group.name, findStream(params, world, group).name);
    return {};
  },
};
