import type { AuthorizerRow } from '../../apigateway/rows.ts';
import type { SentRequest } from '../event/sent-request.ts';
import type { Exchange } from '../exchange.ts';
import { forbidden, unauthorized, withHeaders } from '../respond/gateway-response.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';
import { allow, refuse, type Decision } from './decision.ts';
import { readIdentity } from './identity.ts';
import type { IssuerKeys } from './jwks.ts';
import { claimTexts, hasValidSignature, isRsa, parseJwt, scopesOf, type Jwt } from './jwt-token.ts';

/** http-api-troubleshooting-jwt shows the header. */
function challenge(error: string, description: string, scopes: readonly string[]): string {
  return `Bearer scope="${scopes.join(' ')}" error="${error}" error_description="${description}"`;
}

function invalidToken(description: string): Decision {
  const header = challenge('invalid_token', description, []);
  return refuse(withHeaders(unauthorized, 'www-authenticate', header), description);
}

function audienceOf({ aud, client_id: clientId }: Jwt['claims']): readonly unknown[] {
  if (aud === undefined) return [clientId];
  return Array.isArray(aud) ? (aud as unknown[]) : [aud];
}

/** What is wrong with the claims; undefined: nothing. */
function wrongClaim({ claims }: Jwt, { jwtConfiguration }: AuthorizerRow, nowSeconds: number): string | undefined {
  const { exp, nbf, iat, iss } = claims;
  if (iss !== jwtConfiguration?.issuer) return 'the token does not have a valid issuer';
  const audience = jwtConfiguration?.audience ?? [];
  if (!audienceOf(claims).some((each) => audience.includes(String(each)))) {
    return 'the token does not have a valid audience';
  }
  if (typeof exp !== 'number' || exp <= nowSeconds) return 'the token has expired';
  if (typeof nbf === 'number' && nbf > nowSeconds) return 'the token is not valid yet';
  if (typeof iat === 'number' && iat > nowSeconds) return 'the token was issued in the future';
  return undefined;
}

async function wrongSignature(keys: IssuerKeys, issuer: string, jwt: Jwt): Promise<string | undefined> {
  try {
    const key = await keys.find(issuer, jwt.keyId);
    if (!key) return `unable to find a key with id ${jwt.keyId}`;
    return hasValidSignature(jwt, key) ? undefined : 'the token has an invalid signature';
  } catch {
    return 'OIDC discovery endpoint communication error';
  }
}

/** Any one of the route's scopes does. */
function decideScopes(jwt: Jwt, route: CompiledRoute): Decision {
  const wanted = route.row.authorizationScopes ?? [];
  const given = scopesOf(jwt.claims);
  if (wanted.length > 0 && !wanted.some((scope) => given.includes(scope))) {
    const description = 'the token does not have the required scope';
    const header = challenge('insufficient_scope', description, wanted);
    return refuse(withHeaders(forbidden, 'www-authenticate', header), description);
  }
  return allow({ kind: 'jwt', claims: claimTexts(jwt.claims), scopes: wanted.length > 0 ? given : null });
}

/** Checks the token that the identity source names; `Bearer ` in front is optional. Never rejects. */
export async function authorizeByJwt(
  keys: IssuerKeys,
  authorizer: AuthorizerRow,
  { exchange, route, sent }: { exchange: Exchange; route: CompiledRoute; sent: SentRequest },
): Promise<Decision> {
  const token = readIdentity(authorizer.identitySource, exchange, sent)?.[0]?.replace(/^Bearer\s+/i, '');
  if (!token) return refuse(withHeaders(unauthorized, 'www-authenticate', 'Bearer'), 'Unauthorized');
  const jwt = parseJwt(token);
  if (!jwt) return invalidToken('the token is malformed');
  if (!isRsa(jwt)) return invalidToken(`signing method ${jwt.algorithm || 'none'} is not supported`);
  const wrong =
    wrongClaim(jwt, authorizer, exchange.startedAt / 1000) ??
    (await wrongSignature(keys, authorizer.jwtConfiguration?.issuer ?? '', jwt));
  return wrong === undefined ? decideScopes(jwt, route) : invalidToken(wrong);
}
