import { listOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';
import { logGroups } from '../log-rows.ts';

export const untagResource: Operation = {
  name: 'UntagResource',
  writes: true,
  handle: (params, world) => {
    const group = findGroup({ logGroupIdentifier: stringOf(params, 'resourceArn') }, world);
    const gone = listOf(params, 'tagKeys');
    const tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !gone.includes(key)));
    logGroups(world.store).set(group.name, { ...group, tags });
    return {};
  },
};
