import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';

export const snsService: Service = {
  signingName: 'sns',
  protocol: 'query',
  version: '2010-03-31',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  operations,
};
