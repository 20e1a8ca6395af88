import { AwsError } from '../kernel/aws-error.ts';

/** Everything "semantic" is a ValidationError; clients tell them apart by the message. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}
