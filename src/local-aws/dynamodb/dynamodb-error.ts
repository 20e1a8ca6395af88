import { AwsError } from '../kernel/aws-error.ts';

export { constraint } from '../kernel/constraint.ts';

export const validation = (message: string): AwsError => new AwsError('ValidationException', 400, message);

/** Something in the values of a request, in AWS's usual opening words. */
export const invalidValues = (message: string): AwsError =>
  validation(`One or more parameter values were invalid: ${message}`);

export const resourceNotFound = (more = ''): AwsError =>
  new AwsError('ResourceNotFoundException', 400, `Requested resource not found${more}`);

export const conditionFailed = (item?: unknown): AwsError =>
  new AwsError(
    'ConditionalCheckFailedException',
    400,
    'The conditional request failed',
    item === undefined ? {} : { Item: item },
  );
