import { AwsError } from '../kernel/aws-error.ts';

export { constraint } from '../kernel/constraint.ts';

export const invalidArgument = (message: string): AwsError => new AwsError('InvalidArgumentException', 400, message);

export const streamNotFound = (name: string, accountId: string): AwsError =>
  new AwsError('ResourceNotFoundException', 400, `Stream ${name} under account ${accountId} not found.`);
