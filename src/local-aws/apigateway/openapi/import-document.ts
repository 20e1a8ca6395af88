import { checkCors } from '../draft/check-cors.ts';
import { MAX_AUTHORIZERS, MAX_INTEGRATIONS, MAX_ROUTES } from '../draft/quotas.ts';
import { checkRouteKey, checkUnique } from '../draft/route-key.ts';
import { badRequest, quotaReached } from '../errors.ts';
import { cors as readCors } from '../input/members.ts';
import { newId } from '../new-id.ts';
import type { ApiRow, AuthorizerRow, IntegrationRow, RouteRow } from '../rows.ts';
import { readBasePath } from './base-path.ts';
import { collectIntegrations } from './integrations-of.ts';
import { definedOnly, listOf, objectOf, textOf, type JsonObject } from './json.ts';
import type { Notes } from './notes.ts';
import { operationsOf } from './operations-of.ts';
import { collectSecurity } from './security-of.ts';

/** A document as rows, nothing of it stored yet. */
export interface ImportedApi {
  readonly api: Pick<ApiRow, 'name'> &
    Partial<Pick<ApiRow, 'description' | 'version' | 'corsConfiguration' | 'disableExecuteApiEndpoint' | 'tags'>>;
  readonly routes: readonly RouteRow[];
  readonly integrations: readonly IntegrationRow[];
  readonly authorizers: readonly AuthorizerRow[];
  readonly notes: Notes;
}

/** `tags` with `x-amazon-apigateway-tag-value` are the API's. */
function readTags(document: JsonObject): ApiRow['tags'] | undefined {
  const tagged = listOf(document['tags'])
    .map(objectOf)
    .filter((tag) => 'x-amazon-apigateway-tag-value' in tag)
    .map((tag) => [textOf(tag['name']) ?? '', textOf(tag['x-amazon-apigateway-tag-value']) ?? '']);
  return tagged.length > 0 ? (Object.fromEntries(tagged) as ApiRow['tags']) : undefined;
}

function readApi(document: JsonObject): ImportedApi['api'] {
  const info = objectOf(document['info']);
  const name = textOf(info['title']);
  if (!name) throw badRequest('Invalid OpenAPI input. info.title is required.');
  const given = document['x-amazon-apigateway-cors'];
  const corsConfiguration = given === undefined ? undefined : readCors(given, 'x-amazon-apigateway-cors');
  checkCors(corsConfiguration);
  const server = objectOf(listOf(document['servers'])[0]);
  const endpoint = objectOf(
    server['x-amazon-apigateway-endpoint-configuration'] ?? document['x-amazon-apigateway-endpoint-configuration'],
  );
  return definedOnly({
    name,
    description: textOf(info['description']),
    version: textOf(info['version']),
    corsConfiguration,
    disableExecuteApiEndpoint: endpoint['disableExecuteApiEndpoint'] === true ? true : undefined,
    tags: readTags(document),
  });
}

function checkQuotas(imported: ImportedApi): ImportedApi {
  if (imported.routes.length > MAX_ROUTES) throw quotaReached('Routes');
  if (imported.integrations.length > MAX_INTEGRATIONS) throw quotaReached('Integrations');
  if (imported.authorizers.length > MAX_AUTHORIZERS) throw quotaReached('Authorizers');
  return imported;
}

/** Reads a document for the API of that id; throws BadRequestException for what AWS calls an error. */
export function importDocument(apiId: string, document: JsonObject, basepath: string | undefined): ImportedApi {
  const notes: Notes = { info: [], warnings: [] };
  const integrations = collectIntegrations(apiId, document, notes);
  const security = collectSecurity(apiId, document, notes);
  const routes: RouteRow[] = [];
  for (const { routeKey, operation } of operationsOf(document, readBasePath(document, basepath), notes)) {
    checkRouteKey(routeKey);
    checkUnique(routes, routeKey);
    const target = integrations.targetOf(operation, routeKey);
    const operationName = textOf(operation['operationId']);
    routes.push({
      apiId,
      routeId: newId(7),
      routeKey,
      apiKeyRequired: false,
      ...(target && { target }),
      ...(operationName && { operationName }),
      ...security.authorizationOf(operation, routeKey),
    });
  }
  const { authorizers } = security;
  return checkQuotas({ api: readApi(document), routes, integrations: integrations.rows(), authorizers, notes });
}
