import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const sqsService: Service = { signingName: 'sqs', protocol: 'aws-json', target: 'AmazonSQS', operations };
