import type { Operation } from '../../kernel/operation.ts';
import { forgetFilters } from '../filters/filter-rows.ts';
import { findGroup } from '../find-group.ts';
import { logGroups } from '../log-rows.ts';

export const deleteLogGroup: Operation = {
  name: 'DeleteLogGroup',
  writes: true,
  handle: (params, world) => {
    const { name } = findGroup(params, world);
    world.logs.remove(name);
    forgetFilters(world.store, name);
    logGroups(world.store).delete(name);
    return {};
  },
};
