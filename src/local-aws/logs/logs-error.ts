import { AwsError } from '../kernel/aws-error.ts';

export function resourceNotFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', 400, `The specified ${what} does not exist.`);
}

export function resourceExists(what: 'log group' | 'log stream'): AwsError {
  return new AwsError('ResourceAlreadyExistsException', 400, `The specified ${what} already exists`);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', 400, message);
}

export function limitExceeded(): AwsError {
  return new AwsError('LimitExceededException', 400, 'Resource limit exceeded.');
}
