import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const iamService: Service = {
  signingName: 'iam',
  protocol: 'query',
  version: '2010-05-08',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  operations,
};
