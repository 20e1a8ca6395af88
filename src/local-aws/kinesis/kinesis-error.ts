import { AwsError } from '../kernel/aws-error.ts';

export const invalidArgument = (message: string): AwsError => new AwsError('InvalidArgumentException', 400, message);

export const constraint = (value: string, at: string, message: string): AwsError =>
  new AwsError(
    'ValidationException',
    400,
    `1 validation error detected: Value ${value === 'null' ? value : `'${value}'`} at '${at}' failed to satisfy constraint: ${message}`,
  );

export const streamNotFound = (name: string, accountId: string): AwsError =>
  new AwsError('ResourceNotFoundException', 400, `Stream ${name} under account ${accountId} not found.`);
