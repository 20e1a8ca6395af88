import { retentionOperation } from '../change-retention.ts';

export const increaseStreamRetentionPeriod = retentionOperation(
  'IncreaseStreamRetentionPeriod',
  (wanted, current) => wanted >= current,
);
