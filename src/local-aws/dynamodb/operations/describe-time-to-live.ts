import type { Operation } from '../../kernel/operation.ts';
import { findTable } from '../table-rows.ts';

export const describeTimeToLive: Operation = {
  name: 'DescribeTimeToLive',
  writes: false,
  handle: (params, world) => {
    const { timeToLive } = findTable(world, params);
    const isEnabled = String(timeToLive?.['Enabled']) === 'true';
    const shown = { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive?.['AttributeName'] };
    return { body: { TimeToLiveDescription: isEnabled ? shown : { TimeToLiveStatus: 'DISABLED' } } };
  },
};
