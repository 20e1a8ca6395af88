import type { Service } from '../kernel/operation.ts';
import { applyFilters } from './filters/apply-filters.ts';
import { operations } from './operations.ts';

export const logsService: Service = {
  signingName: 'logs',
  protocol: 'aws-json',
  target: 'Logs_20140328',
  operations,
  start: (world) => world.logs.watch((group, stream, written) => applyFilters(world, { group, stream }, written)),
};
