import type { Operation } from '../../kernel/operation.ts';
import { findTable } from '../table-rows.ts';

export const describeContinuousBackups: Operation = {
  name: 'DescribeContinuousBackups',
  writes: false,
  handle: (params, world) => {
    findTable(world, params);
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: 'DISABLED' };
    return {
      body: { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription } },
    };
  },
};
