import { AwsError } from '../kernel/aws-error.ts';

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', 400, message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message);
}

/** The text of every lookup that has no better one: policies, layers, mappings, URLs. */
export function noSuchResource(): AwsError {
  return notFound('The resource you requested does not exist.');
}

export function conflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', 409, message);
}

export function inUse(message: string): AwsError {
  return new AwsError('ResourceInUseException', 400, message);
}

/** Which call to make for the current RevisionId differs by resource since 2025; functions and aliases share one text. */
export function staleRevision(readCall = 'GetFunction/GetAlias'): AwsError {
  const message = `The Revision Id provided does not match the latest Revision Id. Call the ${readCall} API to retrieve the latest Revision Id`;
  return new AwsError('PreconditionFailedException', 412, message);
}

export function validationFailed(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}

export function serializationFailed(message: string): AwsError {
  return new AwsError('SerializationException', 400, message);
}

export function tooLarge(message: string): AwsError {
  return new AwsError('RequestEntityTooLargeException', 413, message);
}

export function codeStorageExceeded(): AwsError {
  return new AwsError('CodeStorageExceededException', 400, 'Code storage limit exceeded.');
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDeniedException', 403, message);
}

/** A parameter that AWS knows and this local AWS does not act upon. */
export function parameterNotImplemented(operation: string, parameter: string): AwsError {
  return new AwsError('NotImplemented', 501, `The local AWS does not implement ${parameter} of lambda:${operation}.`);
}
