import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';

export const kinesisService: Service = {
  signingName: 'kinesis',
  protocol: 'aws-json',
  target: 'Kinesis_20131202',
  operations,
};
