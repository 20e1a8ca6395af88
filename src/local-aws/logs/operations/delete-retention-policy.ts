import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';
import { logGroups } from '../log-rows.ts';

export const deleteRetentionPolicy: Operation = {
  name: 'DeleteRetentionPolicy',
  writes: true,
  handle: (params, world) => {
    const { retentionInDays: _, ...group } = findGroup(params, world);
    logGroups(world.store).set(group.name, group);
    return {};
  },
};
