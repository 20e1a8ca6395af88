import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';
import { followSchedules } from './scheduled-rules.ts';

export const eventsService: Service = {
  signingName: 'events',
  protocol: 'aws-json',
  target: 'AWSEvents',
  operations,
  start: followSchedules,
};
