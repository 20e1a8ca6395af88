import { recordOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';
import { logGroups } from '../log-rows.ts';

/** The older form of TagResource. */
export const tagLogGroup: Operation = {
  name: 'TagLogGroup',
  writes: true,
  handle: (params, world) => {
    const group = findGroup(params, world);
    logGroups(world.store).set(group.name, { ...group, tags: { ...group.tags, ...recordOf(params, 'tags') } });
    return {};
  },
};
