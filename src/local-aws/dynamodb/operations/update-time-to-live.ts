import { recordOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTable, tables } from '../table-rows.ts';

export const updateTimeToLive: Operation = {
  name: 'UpdateTimeToLive',
  writes: true,
  handle: (params, world) => {
    const row = findTable(world, params);
    const timeToLive = recordOf<unknown>(params, 'TimeToLiveSpecification') ?? {};
    tables(world).set(row.name, { ...row, timeToLive });
    return { body: { TimeToLiveSpecification: timeToLive } };
  },
};
