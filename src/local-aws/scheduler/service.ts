import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';
import { followSchedules } from './run-schedules.ts';

export const schedulerService: Service = {
  signingName: 'scheduler',
  protocol: 'rest-json',
  operations,
  start: followSchedules,
};
