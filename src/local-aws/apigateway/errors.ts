import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';

export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', 400, message);
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', 404, message);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', 409, message);
}

/** API Gateway answers 429 for a full quota too, not only for a rate. */
export function quotaReached(what: string): AwsError {
  return new AwsError(
    'TooManyRequestsException',
    429,
    `Maximum number of ${what} for this API has been reached. Please contact AWS if you need additional ${what}.`,
  );
}

/** As AWS says it, with the account in front: seen in anomalyco/sst#5059. */
export function invalidApi(world: World, apiId: string): string {
  return `Invalid API identifier specified ${world.config.accountId}:${apiId}`;
}

/** A member that AWS knows and this local AWS does not act upon. */
export function memberNotImplemented(operation: string, member: string): AwsError {
  return new AwsError('NotImplemented', 501, `The local AWS does not implement ${member} of apigateway:${operation}.`);
}
