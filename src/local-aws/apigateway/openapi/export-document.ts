import type { AuthorizerRow, IntegrationRow, RouteRow, Snapshot, Texts } from '../rows.ts';
import { exportIntegration, exportScheme, IAM_SCHEME, IAM_SCHEME_NAME } from './export-extensions.ts';
import { definedOnly, type JsonObject } from './json.ts';

interface ExportOptions {
  /** `https://id.execute-api.region.amazonaws.com` */
  readonly url: string;
  /** Undefined: the draft. */
  readonly stageName?: string;
  readonly tags: Texts;
  readonly includeExtensions: boolean;
}

const INTEGRATIONS = '#/components/x-amazon-apigateway-integrations/';

function parametersOf(path: string): JsonObject {
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1]);
  if (names.length === 0) return {};
  const parameters = names.map((name) => ({
    name,
    in: 'path',
    description: `Generated path parameter for ${name}`,
    required: true,
    schema: { type: 'string' },
  }));
  return { parameters };
}

function securityOf(route: RouteRow, authorizers: readonly AuthorizerRow[]): JsonObject {
  if (route.authorizationType === 'AWS_IAM') return { security: [{ [IAM_SCHEME_NAME]: [] }] };
  const authorizer = authorizers.find((row) => row.authorizerId === route.authorizerId);
  return authorizer ? { security: [{ [authorizer.name]: route.authorizationScopes ?? [] }] } : {};
}

/** Integrations that several routes share stand among the components, so that an import shares them again. */
function sharedIds({ routes, integrations }: Snapshot): Set<string> {
  const users = (id: string): number => routes.filter((route) => route.target === `integrations/${id}`).length;
  return new Set(integrations.map((row) => row.integrationId).filter((id) => users(id) > 1));
}

function integrationOf(route: RouteRow, snapshot: Snapshot, shared: Set<string>): JsonObject {
  const id = route.target?.replace('integrations/', '');
  const row = snapshot.integrations.find((integration) => integration.integrationId === id);
  if (!row) return {};
  const value = shared.has(row.integrationId)
    ? { $ref: `${INTEGRATIONS}${row.integrationId}` }
    : exportIntegration(row);
  return { 'x-amazon-apigateway-integration': value };
}

function exportRoute(route: RouteRow, snapshot: Snapshot, options: ExportOptions): JsonObject {
  const path = route.routeKey.split(' ')[1] ?? '';
  return {
    ...(route.operationName && { operationId: route.operationName }),
    ...(route.routeKey === '$default' && options.includeExtensions && { isDefaultRoute: true }),
    ...parametersOf(path),
    responses: { default: { description: `Default response for ${route.routeKey}` } },
    ...securityOf(route, snapshot.authorizers),
    ...(options.includeExtensions ? integrationOf(route, snapshot, sharedIds(snapshot)) : {}),
  };
}

function exportPaths(snapshot: Snapshot, options: ExportOptions): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of snapshot.routes) {
    const [method = 'ANY', path = '/$default'] = route.routeKey === '$default' ? [] : route.routeKey.split(' ');
    const key = method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase();
    if (method === 'ANY' && !options.includeExtensions) continue;
    (paths[path] ??= {})[key] = exportRoute(route, snapshot, options);
  }
  return paths;
}

function exportComponents(snapshot: Snapshot, { includeExtensions }: ExportOptions): JsonObject {
  const schemes = Object.fromEntries(
    snapshot.authorizers.map((row) => [row.name, exportScheme(row, includeExtensions)]),
  );
  const usesIam = snapshot.routes.some((route) => route.authorizationType === 'AWS_IAM');
  const securitySchemes = { ...schemes, ...(usesIam && { [IAM_SCHEME_NAME]: IAM_SCHEME }) };
  const ids = sharedIds(snapshot);
  const shared: IntegrationRow[] = snapshot.integrations.filter((row) => ids.has(row.integrationId));
  const components = {
    ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    ...(includeExtensions &&
      shared.length > 0 && {
        'x-amazon-apigateway-integrations': Object.fromEntries(
          shared.map((row) => [row.integrationId, exportIntegration(row)]),
        ),
      }),
  };
  return Object.keys(components).length > 0 ? { components } : {};
}

/** An API, as a stage serves it or as the draft stands, in OpenAPI 3.0. */
export function exportDocument(snapshot: Snapshot, options: ExportOptions): JsonObject {
  const { name, description, version, corsConfiguration } = snapshot;
  const { url, stageName = '$default', includeExtensions } = options;
  const basePath = stageName === '$default' ? '' : `/${stageName}`;
  const tags = Object.entries(options.tags).map(([key, value]) => ({
    name: key,
    'x-amazon-apigateway-tag-value': value,
  }));
  return {
    openapi: '3.0.1',
    info: definedOnly({ title: name, description, version: version ?? '1.0' }),
    servers: [{ url: `${url}/{basePath}`, variables: { basePath: { default: basePath } } }],
    ...(tags.length > 0 && includeExtensions && { tags }),
    paths: exportPaths(snapshot, options),
    ...exportComponents(snapshot, options),
    ...(includeExtensions && corsConfiguration && { 'x-amazon-apigateway-cors': corsConfiguration }),
    ...(includeExtensions && { 'x-amazon-apigateway-importexport-version': '1.0' }),
  };
}
