import { newId } from '../new-id.ts';
import type { AuthorizerRow } from '../rows.ts';

/** AWS caches for five minutes where nothing is said (terraform's provider reads it back so). */
const DEFAULT_TTL_SECONDS = 300;

export interface AuthorizerInput extends Omit<AuthorizerRow, 'authorizerId' | 'authorizerPayloadFormatVersion'> {
  readonly authorizerPayloadFormatVersion?: string;
}

/** Members as given to a new authorizer with AWS's defaults, unchecked. */
export function makeAuthorizer(input: AuthorizerInput): AuthorizerRow {
  const row = { ...input, authorizerId: newId(6) } as AuthorizerRow;
  if (input.authorizerType === 'JWT') return row;
  const ttl = input.authorizerResultTtlInSeconds ?? (input.identitySource.length > 0 ? DEFAULT_TTL_SECONDS : 0);
  return { ...row, enableSimpleResponses: input.enableSimpleResponses ?? false, authorizerResultTtlInSeconds: ttl };
}
