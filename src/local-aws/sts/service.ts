import type { Operation, Service } from '../kernel/operation.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';

const operations: readonly Operation[] = [getCallerIdentity];

export const stsService: Service = {
  signingName: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations,
};
