import { badRequest } from '../errors.ts';
import { newId } from '../new-id.ts';
import type { IntegrationRow } from '../rows.ts';
import { checkIntegration, type IntegrationInput } from './check-integration.ts';

type Input = IntegrationInput & { readonly apiId: string; readonly type: string };

function typeOf(type: string): IntegrationRow['integrationType'] {
  if (type === 'AWS_PROXY' || type === 'HTTP_PROXY') return type;
  throw badRequest(`Invalid integration type specified: ${type}. HTTP APIs support AWS_PROXY and HTTP_PROXY only`);
}

function versionOf(input: Input): string {
  if (input.payloadFormatVersion) return input.payloadFormatVersion;
  if (input.type === 'HTTP_PROXY') return '1.0';
  throw badRequest('PayloadFormatVersion is a required parameter for integration.');
}

/** Members as given to a new, checked integration with AWS's defaults. */
export function makeIntegration(input: Input): IntegrationRow {
  const { apiId, type, description, credentialsArn, tlsConfig } = input;
  const integrationType = typeOf(type);
  if (!input.integrationUri) throw badRequest('IntegrationUri is a required parameter for integration.');
  const row: IntegrationRow = {
    apiId,
    integrationId: newId(7),
    integrationType,
    integrationUri: input.integrationUri,
    integrationMethod: input.integrationMethod ?? (integrationType === 'AWS_PROXY' ? 'POST' : ''),
    connectionType: 'INTERNET',
    payloadFormatVersion: versionOf(input) as IntegrationRow['payloadFormatVersion'],
    timeoutInMillis: input.timeoutInMillis ?? 30_000,
    ...(description !== undefined && { description }),
    ...(credentialsArn && { credentialsArn }),
    ...(input.requestParameters && { requestParameters: input.requestParameters }),
    ...(input.responseParameters && { responseParameters: input.responseParameters }),
    ...(tlsConfig && { tlsConfig }),
    ...(input.apiGatewayManaged && { apiGatewayManaged: true }),
  };
  checkIntegration(row);
  return row;
}
