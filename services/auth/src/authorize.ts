import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { type Identity, readToken } from './tokens.ts';

type Decision = APIGatewaySimpleAuthorizerWithContextResult<Partial<Identity>>;

/** Whether the request carries a valid bearer token; the functions behind it learn whose. */
export async function authorize(event: APIGatewayRequestAuthorizerEventV2, secret: string): Promise<Decision> {
  const header = event.headers?.['authorization'] ?? event.identitySource?.[0] ?? '';
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  const identity = token === undefined ? undefined : await readToken(token, secret);
  if (identity === undefined) return { isAuthorized: false, context: {} };
  return { isAuthorized: true, context: { user: identity.user, scope: identity.scope } };
}
