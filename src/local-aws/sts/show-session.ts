import { stringOf } from '../kernel/members.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { Params } from '../kernel/operation.ts';
import type { Session } from './create-session.ts';

export function showCredentials(session: Session): Record<string, unknown> {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: `${session.expiresAt.slice(0, 19)}Z`,
  };
}

export function showAssumedRole({ arn, userId }: Session): Record<string, unknown> {
  return { AssumedRoleId: userId, Arn: arn };
}

/** A member that must be there and match. */
export function requiredMatch(params: Params, name: string, pattern: RegExp): string {
  const value = stringOf(params, name);
  if (value !== undefined && pattern.test(value)) return value;
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  const constraint = value
    ? `Member must satisfy regular expression pattern: ${pattern.source}`
    : 'Member must not be null';
  throw new AwsError(
    'ValidationError',
    400,
    `1 validation error detected: Value ${value ? `'${value}'` : 'null'} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
export const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
