import { AwsError } from '../kernel/aws-error.ts';

/** In JSON the exception's name, in the query protocol its code. */
function error(code: string, queryErrorCode: string, status: number, message: string): AwsError {
  return new AwsError(code, status, message, { queryErrorCode });
}

export function invalidParameter(message: string): AwsError {
  return error('InvalidParameterValueException', 'InvalidParameterValue', 400, message);
}

export function missingParameter(name: string): AwsError {
  const message = `The parameter ${name} is required.`;
  return error('MissingRequiredParameterException', 'MissingParameter', 400, message);
}

export function invalidCombination(message: string): AwsError {
  return error('InvalidParameterCombinationException', 'InvalidParameterCombination', 400, message);
}

export function validationError(message: string): AwsError {
  return error('ValidationException', 'ValidationError', 400, message);
}

export function invalidNextToken(): AwsError {
  return error('InvalidNextToken', 'InvalidNextToken', 400, 'The next token specified is invalid.');
}

export function alarmNotFound(name: string): AwsError {
  return error('ResourceNotFound', 'ResourceNotFound', 404, `Alarm ${name} does not exist`);
}

export function dashboardNotFound(name: string): AwsError {
  return error('DashboardNotFoundError', 'ResourceNotFound', 404, `Dashboard ${name} does not exist`);
}

export function dashboardInvalid(message: string, dashboardValidationMessages: readonly unknown[]): AwsError {
  return new AwsError('DashboardInvalidInputError', 400, message, {
    queryErrorCode: 'InvalidParameterInput',
    dashboardValidationMessages,
  });
}
