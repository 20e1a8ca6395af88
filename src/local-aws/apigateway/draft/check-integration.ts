import { badRequest, memberNotImplemented } from '../errors.ts';
import type { IntegrationRow } from '../rows.ts';
import { functionArnIn } from './lambda-uri.ts';
import { checkRequestParameters, checkResponseParameters } from './parameter-mapping.ts';

/** What CreateIntegration and UpdateIntegration may bring beyond a row: refused here. */
export interface IntegrationInput extends Partial<Omit<IntegrationRow, 'connectionType' | 'payloadFormatVersion'>> {
  readonly connectionType?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly integrationSubtype?: string | undefined;
  readonly payloadFormatVersion?: string | undefined;
}

const METHODS = /^(?:ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/;

/** Members that an HTTP API's integration of this local AWS cannot have. */
export function refuseUnsupported(operation: string, input: IntegrationInput): void {
  if (input.integrationSubtype) throw memberNotImplemented(operation, 'IntegrationSubtype');
  // No VPC link can exist here: CreateVpcLink is not implemented.
  if (input.connectionType === 'VPC_LINK') throw badRequest('Invalid VPC Link identifier specified');
}

function checkLambda({ integrationUri, integrationMethod, payloadFormatVersion }: IntegrationRow): void {
  if (functionArnIn(integrationUri) === undefined) throw badRequest('Invalid function ARN or invalid uri');
  if (integrationMethod !== 'POST') throw badRequest('HttpMethod must be POST for AWS_PROXY integrations');
  if (payloadFormatVersion !== '1.0' && payloadFormatVersion !== '2.0') {
    throw badRequest('Invalid PayloadFormatVersion specified. Supported values are 1.0 and 2.0');
  }
}

function checkHttp({ integrationUri, integrationMethod, payloadFormatVersion }: IntegrationRow): void {
  if (!/^https?:\/\/[^/]+/.test(integrationUri)) throw badRequest('Invalid HTTP endpoint specified for URI');
  if (!METHODS.test(integrationMethod)) throw badRequest('HttpMethod must be specified');
  if (payloadFormatVersion !== '1.0') {
    throw badRequest('Invalid PayloadFormatVersion specified. HTTP_PROXY integrations support 1.0 only');
  }
}

/** An integration as it would be stored. Whether the function exists is not looked at, as on AWS. */
export function checkIntegration(integration: IntegrationRow): void {
  if (integration.integrationType === 'AWS_PROXY') checkLambda(integration);
  else checkHttp(integration);
  checkRequestParameters(integration.requestParameters);
  checkResponseParameters(integration.responseParameters);
}
