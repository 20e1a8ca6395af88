import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { SecretValue } from './secret-rows.ts';
import { constraint, invalidParameter, invalidRequest } from './secrets-error.ts';

const MAX_BYTES = 65_536;

/** Undefined when the request has none. Throws for both at once. */
export function readValue(params: Params): SecretValue | undefined {
  const string = stringOf(params, 'SecretString');
  const binary = stringOf(params, 'SecretBinary');
  if (string !== undefined && binary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (string !== undefined) return { string: sized(string, 'secretString', Buffer.byteLength(string)) };
  return binary === undefined
    ? undefined
    : { binary: sized(binary, 'secretBinary', Buffer.byteLength(binary, 'base64')) };
}

/** The value itself is shown in no error. */
function sized(text: string, at: string, bytes: number): string {
  if (bytes <= MAX_BYTES) return text;
  throw constraint('****', at, `Member must have length less than or equal to ${MAX_BYTES}`);
}

/** The id of the version that is to be made; the SDKs make one up. */
export function readToken(params: Params): string {
  const token = stringOf(params, 'ClientRequestToken');
  if (!token) throw invalidRequest('You must provide a ClientRequestToken value. We recommend a UUID-type value.');
  if (token.length < 32 || token.length > 64) {
    throw invalidParameter('ClientRequestToken must be 32-64 characters long.');
  }
  return token;
}
