import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const stsService: Service = {
  signingName: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations,
};
