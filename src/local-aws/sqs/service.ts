import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const sqsService: Service = {
  signingName: 'sqs',
  protocol: 'aws-json',
  target: 'AmazonSQS',
  version: '2012-11-05',
  xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
  operations,
};
