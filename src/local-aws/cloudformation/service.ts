import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const cloudformationService: Service = {
  signingName: 'cloudformation',
  protocol: 'query',
  version: '2010-05-15',
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  operations,
};
