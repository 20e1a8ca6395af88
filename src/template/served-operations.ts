import { canonicalJson } from '../model/digest.ts';
import type { OpenApiDocument } from './openapi.ts';

/** One route as a document has it, complete in itself. */
export interface ServedOperation {
  readonly path: string;
  /** `get`, or `x-amazon-apigateway-any-method`. */
  readonly method: string;
  readonly operation: Readonly<Record<string, unknown>>;
  readonly integration: Readonly<Record<string, unknown>>;
  /** Scheme name -> the scheme. */
  readonly schemes: Readonly<Record<string, Record<string, unknown>>>;
}

const integrationKey = 'x-amazon-apigateway-integration';
const methods = /^(get|put|post|delete|options|head|patch|x-amazon-apigateway-any-method)$/;

type Members = Readonly<Record<string, Record<string, unknown>>>;

/** The routes of a document, ours or an export of a stage: by `GET /orders`. */
export function servedOperations(document: OpenApiDocument): ReadonlyMap<string, ServedOperation> {
  const found = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.test(method))
      .map(([method, operation]) => served(document, path, method, operation as Record<string, unknown>)),
  );
  return new Map(found.map((one) => [`${one.method} ${one.path.replace(/^\/\$default$/, '$default')}`, one]));
}

function served(
  { components = {} }: OpenApiDocument,
  path: string,
  method: string,
  operation: Record<string, unknown>,
): ServedOperation {
  const named = components['x-amazon-apigateway-integrations'] as Members | undefined;
  const written = (operation[integrationKey] ?? {}) as Record<string, unknown>;
  const name = typeof written['$ref'] === 'string' ? written['$ref'].split('/').at(-1) : undefined;
  const all = (components['securitySchemes'] ?? {}) as Members;
  const used = ((operation['security'] ?? []) as readonly object[]).flatMap((one) => Object.keys(one));
  return {
    path,
    method,
    operation,
    integration: (name === undefined ? written : named?.[name]) ?? {},
    schemes: Object.fromEntries(used.map((one) => [one, all[one] ?? {}])),
  };
}

/** Versions, roles and release marks aside, what a route does: two with the same shape differ in code alone. */
export function shapeOf({ operation, integration, schemes }: ServedOperation): string {
  const { type, uri, payloadFormatVersion, timeoutInMillis = 30_000 } = integration;
  const security = ((operation['security'] ?? []) as readonly Record<string, unknown>[]).map((one) =>
    Object.entries(one).map(([name, scopes]) => [schemeShape(schemes[name] ?? {}), scopes]),
  );
  const target = typeof uri === 'string' ? functionOf(uri) : '';
  return canonicalJson({ type: String(type).toUpperCase(), target, payloadFormatVersion, timeoutInMillis, security });
}

function schemeShape(scheme: Record<string, unknown>): unknown {
  const authorizer = (scheme['x-amazon-apigateway-authorizer'] ?? {}) as Record<string, unknown>;
  const { authorizerUri: uri, authorizerCredentials: _role, ...rest } = authorizer;
  const target = typeof uri === 'string' ? { target: functionOf(uri) } : {};
  return { ...rest, ...target, kind: scheme['x-amazon-apigateway-authtype'] ?? rest['type'] };
}

/** Without its version or alias; of a URL all of it. */
function functionOf(uri: string): string {
  return uri.replace(/(:function:[\w-]+):[\w$-]+/, '$1');
}
