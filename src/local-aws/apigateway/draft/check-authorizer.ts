import { badRequest } from '../errors.ts';
import type { AuthorizerRow } from '../rows.ts';
import { isInvocationUri } from './lambda-uri.ts';

const JWT_SOURCE = /^\$request\.(?:header|querystring)\.[^.]+$/;
const REQUEST_SOURCE = /^\$(?:request\.(?:header|querystring)\.|context\.|stageVariables\.).+$/;
/** AWS wants https; a token issuer on loopback is what a test has. */
const ISSUER = /^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$))/;

function checkJwt({ identitySource, jwtConfiguration: jwt }: AuthorizerRow): void {
  if (!jwt?.issuer || !jwt.audience || jwt.audience.length === 0) {
    throw badRequest('Audience and issuer are required for a JWT authorizer');
  }
  if (identitySource.length !== 1 || !JWT_SOURCE.test(identitySource[0] as string)) {
    throw badRequest('A JWT authorizer needs exactly one identity source, a header or a query string');
  }
  if (!ISSUER.test(jwt.issuer)) {
    throw badRequest(
      `Invalid issuer: ${jwt.issuer}. Issuer must have a valid discovery endpoint ended with '/.well-known/openid-configuration'`,
    );
  }
}

function checkRequest(row: AuthorizerRow): void {
  const version = row.authorizerPayloadFormatVersion;
  if (version !== '1.0' && version !== '2.0') {
    throw badRequest('AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer');
  }
  if (row.enableSimpleResponses && version === '1.0') {
    throw badRequest('EnableSimpleResponses is supported only for AuthorizerPayloadFormatVersion 2.0');
  }
  if (!row.authorizerUri || !isInvocationUri(row.authorizerUri)) {
    throw badRequest(
      `Invalid Authorizer URI: ${row.authorizerUri ?? 'null'}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    );
  }
  const wrong = row.identitySource.find((source) => !REQUEST_SOURCE.test(source));
  if (wrong !== undefined) throw badRequest(`Invalid mapping expression specified: ${wrong}`);
  if (row.identitySource.length === 0 && (row.authorizerResultTtlInSeconds ?? 0) > 0) {
    throw badRequest('Identity source is required when authorizer caching is enabled');
  }
}

/** An authorizer as it would be stored, beside the others of its API. */
export function checkAuthorizer(row: AuthorizerRow, others: readonly AuthorizerRow[]): void {
  if (others.some(({ name, authorizerId }) => name === row.name && authorizerId !== row.authorizerId)) {
    throw badRequest(`Authorizer name must be unique. Authorizer ${row.name} already exists in this RestApi.`);
  }
  if (row.authorizerType === 'JWT') checkJwt(row);
  else checkRequest(row);
}
