import { retentionOperation } from '../change-retention.ts';

export const decreaseStreamRetentionPeriod = retentionOperation(
  'DecreaseStreamRetentionPeriod',
  (wanted, current) => wanted <= current,
);
