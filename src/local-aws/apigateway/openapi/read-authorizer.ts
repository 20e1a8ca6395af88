import { badRequest } from '../errors.ts';
import { makeAuthorizer } from '../draft/make-authorizer.ts';
import type { AuthorizerRow } from '../rows.ts';
import { definedOnly, listOf, objectOf, textOf, type JsonObject } from './json.ts';

const DISCOVERY = /\/\.well-known\/openid-configuration$/;

function readSources(value: unknown): string[] {
  const sources = typeof value === 'string' ? value.split(',') : listOf(value).map(String);
  return sources.map((source) => source.trim()).filter((source) => source !== '');
}

function readVersion(value: unknown): string | undefined {
  return typeof value === 'number' ? value.toFixed(1) : textOf(value);
}

function readJwt(scheme: JsonObject, extension: JsonObject): AuthorizerRow['jwtConfiguration'] {
  const configuration = objectOf(extension['jwtConfiguration']);
  const issuer = textOf(configuration['issuer']) ?? textOf(scheme['openIdConnectUrl'])?.replace(DISCOVERY, '');
  return definedOnly({ issuer, audience: listOf(configuration['audience']).map(String) });
}

function readType(name: string, extension: JsonObject): AuthorizerRow['authorizerType'] {
  const type = textOf(extension['type'])?.toLowerCase();
  if (type === 'jwt') return 'JWT';
  if (type === 'request') return 'REQUEST';
  throw badRequest(`Authorizer ${name} has an unsupported type. HTTP APIs support request and jwt`);
}

/** The authorizer of a security scheme with `x-amazon-apigateway-authorizer`, unchecked. */
export function readAuthorizer(apiId: string, name: string, scheme: JsonObject): AuthorizerRow {
  const extension = objectOf(scheme['x-amazon-apigateway-authorizer']);
  const authorizerType = readType(name, extension);
  const common = { apiId, name, authorizerType, identitySource: readSources(extension['identitySource']) };
  if (authorizerType === 'JWT')
    return makeAuthorizer({ ...common, jwtConfiguration: readJwt(scheme, extension) ?? {} });
  const ttl = extension['authorizerResultTtlInSeconds'];
  const simple = textOf(extension['enableSimpleResponses']);
  return makeAuthorizer(
    definedOnly({
      ...common,
      authorizerUri: textOf(extension['authorizerUri']),
      authorizerCredentialsArn: textOf(extension['authorizerCredentials']),
      authorizerPayloadFormatVersion: readVersion(extension['authorizerPayloadFormatVersion']),
      authorizerResultTtlInSeconds: ttl === undefined ? undefined : Number(ttl),
      enableSimpleResponses: simple === undefined ? undefined : simple === 'true',
    }),
  );
}
