import type { Service } from '../kernel/operation.ts';
import { watchAlarms } from './alarms/watch-alarms.ts';
import { operations } from './operations.ts';

export const cloudwatchService: Service = {
  signingName: 'monitoring',
  protocol: 'aws-json',
  target: 'GraniteServiceVersion20100801',
  version: '2010-08-01',
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  operations,
  start: watchAlarms,
};
