import { AwsError } from '../kernel/aws-error.ts';
import type { Reply, RequestContext } from '../kernel/operation.ts';
import { renderJson } from '../server/protocols/json.ts';

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', 400, message);

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', 400, message);

export const resourceExists = (message: string): AwsError => new AwsError('ResourceExistsException', 400, message);

/** `more`: ` value for staging label: AWSCURRENT`. */
export const secretNotFound = (more = '.'): AwsError =>
  new AwsError('ResourceNotFoundException', 400, `Secrets Manager can't find the specified secret${more}`);

export const markedForDeletion = (): AwsError =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

export const constraint = (value: unknown, at: string, message: string): AwsError =>
  new AwsError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${String(value)}' at '${at}' failed to satisfy constraint: ${message}`,
  );

/** Errors that the model does not know, with the member `message`; the service's own have `Message`. */
const UNMODELLED = ['ValidationException', 'NotImplemented', 'SerializationException'];

export function renderSecretsError(thrown: unknown, { headers }: RequestContext): Reply {
  const { code, status, message } = thrown as AwsError;
  return {
    status,
    headers: { 'content-type': headers['content-type'] ?? 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
    raw: renderJson({ __type: code, [UNMODELLED.includes(code) ? 'message' : 'Message']: message }),
  };
}
