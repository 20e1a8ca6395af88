import { AwsError } from '../kernel/aws-error.ts';

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameter', 400, `Invalid parameter: ${message}`);
}

export function topicNotFound(): AwsError {
  return new AwsError('NotFound', 404, 'Topic does not exist');
}

export function subscriptionNotFound(): AwsError {
  return new AwsError('NotFound', 404, 'Subscription does not exist');
}
