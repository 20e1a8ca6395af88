import { AwsError } from '../../kernel/aws-error.ts';
import { refuseUnsupported } from '../draft/check-integration.ts';
import { makeIntegration } from '../draft/make-integration.ts';
import type { IntegrationRow, Texts } from '../rows.ts';
import { definedOnly, objectOf, textOf, type JsonObject } from './json.ts';
import type { Notes } from './notes.ts';

/** YAML makes numbers of `2.0` and `1.0`. */
function readVersion(value: unknown): string | undefined {
  return typeof value === 'number' ? value.toFixed(1) : textOf(value);
}

function readTexts(value: unknown): Texts | undefined {
  if (value === undefined) return undefined;
  return Object.fromEntries(Object.entries(objectOf(value)).map(([key, text]) => [key, textOf(text) ?? '']));
}

function readByStatus(value: unknown): Readonly<Record<string, Texts>> | undefined {
  if (value === undefined) return undefined;
  return Object.fromEntries(Object.entries(objectOf(value)).map(([status, texts]) => [status, readTexts(texts) ?? {}]));
}

function readMembers(apiId: string, extension: JsonObject): Parameters<typeof makeIntegration>[0] {
  const timeout = extension['timeoutInMillis'];
  const tls = objectOf(extension['tlsConfig'])['serverNameToVerify'];
  return definedOnly({
    apiId,
    type: (textOf(extension['type']) ?? '').toUpperCase(),
    integrationUri: textOf(extension['uri']),
    integrationMethod: textOf(extension['httpMethod'])?.toUpperCase().replace('X-AMAZON-APIGATEWAY-ANY-METHOD', 'ANY'),
    integrationSubtype: textOf(extension['integrationSubtype']),
    connectionType: textOf(extension['connectionType'])?.toUpperCase(),
    payloadFormatVersion: readVersion(extension['payloadFormatVersion']),
    credentialsArn: textOf(extension['credentials']),
    description: textOf(extension['description']),
    timeoutInMillis: timeout === undefined ? undefined : Number(timeout),
    requestParameters: readTexts(extension['requestParameters']),
    responseParameters: readByStatus(extension['responseParameters']),
    tlsConfig: tls === undefined ? undefined : { serverNameToVerify: textOf(tls) ?? '' },
  });
}

/**
 * The integration of an `x-amazon-apigateway-integration`. What AWS refuses in one becomes a warning, and the route is
 * left without a target (an import spike of 2026-09-07, quoted in aws-contract 4.11).
 */
export function readIntegration(
  apiId: string,
  extension: JsonObject,
  { routeKey, notes }: { routeKey: string; notes: Notes },
): IntegrationRow | undefined {
  const members = readMembers(apiId, extension);
  refuseUnsupported('ImportApi', members);
  try {
    return makeIntegration(members);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const reason = error.message.replace(/\.$/, '');
    notes.warnings.push(`Unable to create integration for resource at path '${routeKey}': ${reason}. Ignoring.`);
    return undefined;
  }
}
