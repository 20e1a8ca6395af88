import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';

export const dynamodbService: Service = {
  signingName: 'dynamodb',
  protocol: 'aws-json',
  target: 'DynamoDB_20120810',
  operations,
};
