import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';

/** Tables by name only, for the templates that make them: operations on items answer NotImplemented. */
export const dynamodbService: Service = {
  signingName: 'dynamodb',
  protocol: 'aws-json',
  target: 'DynamoDB_20120810',
  operations,
};
