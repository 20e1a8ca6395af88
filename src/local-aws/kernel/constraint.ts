import { AwsError } from './aws-error.ts';

/** A member that breaks the service's model, in the words of every service that validates before it looks. */
export const constraint = (value: string, at: string, message: string): AwsError =>
  new AwsError(
    'ValidationException',
    400,
    `1 validation error detected: Value ${value === 'null' ? value : `'${value}'`} at '${at}' failed to satisfy constraint: ${message}`,
  );
