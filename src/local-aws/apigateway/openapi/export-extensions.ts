import type { AuthorizerRow, IntegrationRow } from '../rows.ts';
import { definedOnly, type JsonObject } from './json.ts';

export const IAM_SCHEME_NAME = 'sigv4';
export const IAM_SCHEME: JsonObject = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};

export function exportIntegration(row: IntegrationRow): JsonObject {
  return definedOnly({
    payloadFormatVersion: row.payloadFormatVersion,
    credentials: row.credentialsArn,
    type: row.integrationType.toLowerCase(),
    httpMethod: row.integrationMethod,
    uri: row.integrationUri,
    connectionType: row.connectionType,
    requestParameters: row.requestParameters,
    responseParameters: row.responseParameters,
    timeoutInMillis: row.timeoutInMillis,
    tlsConfig: row.tlsConfig,
    description: row.description,
  });
}

function exportAuthorizer(row: AuthorizerRow): JsonObject {
  const identitySource = row.identitySource.join(',');
  if (row.authorizerType === 'JWT') {
    return definedOnly({ identitySource, jwtConfiguration: row.jwtConfiguration, type: 'jwt' });
  }
  return definedOnly({
    ...(identitySource && { identitySource }),
    authorizerUri: row.authorizerUri,
    authorizerCredentials: row.authorizerCredentialsArn,
    authorizerPayloadFormatVersion: row.authorizerPayloadFormatVersion,
    authorizerResultTtlInSeconds: row.authorizerResultTtlInSeconds,
    enableSimpleResponses: row.enableSimpleResponses,
    type: 'request',
  });
}

export function exportScheme(row: AuthorizerRow, includeExtensions: boolean): JsonObject {
  const scheme =
    row.authorizerType === 'JWT'
      ? { type: 'oauth2', flows: {} }
      : { type: 'apiKey', name: 'Authorization', in: 'header' };
  return { ...scheme, ...(includeExtensions && { 'x-amazon-apigateway-authorizer': exportAuthorizer(row) }) };
}
