import { booleanOf, recordOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validation } from '../dynamodb-error.ts';
import { findTable, tables } from '../table-rows.ts';

export const updateTimeToLive: Operation = {
  name: 'UpdateTimeToLive',
  writes: true,
  handle: (params, world) => {
    const row = findTable(world, params);
    const timeToLive = recordOf<unknown>(params, 'TimeToLiveSpecification') ?? {};
    const enabled = booleanOf(timeToLive, 'Enabled') ?? false;
    if (enabled === (booleanOf(row.timeToLive ?? {}, 'Enabled') ?? false)) {
      throw validation(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
    }
    tables(world).set(row.name, { ...row, timeToLive });
    return { body: { TimeToLiveSpecification: timeToLive } };
  },
};
