import { recordOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';
import { logGroups } from '../log-rows.ts';

export const tagResource: Operation = {
  name: 'TagResource',
  writes: true,
  handle: (params, world) => {
    const group = findGroup({ logGroupIdentifier: stringOf(params, 'resourceArn') }, world);
    logGroups(world.store).set(group.name, { ...group, tags: { ...group.tags, ...recordOf(params, 'tags') } });
    return {};
  },
};
