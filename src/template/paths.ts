import type { Route } from '../model/service.ts';
import { integrationKey } from './integrations.ts';
import { operationParameters, parseRouteKey, pathParameters } from './route-key.ts';

const anyMethod = 'x-amazon-apigateway-any-method';
const methodOrder = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'];

export type Paths = Record<string, Record<string, unknown>>;

/** Paths in alphabetical order, methods in the usual order, whatever the order in the config. */
export function paths(routes: readonly Route[]): Paths {
  const result: Paths = {};
  for (const route of inOrder(routes)) {
    const { method, path } = parseRouteKey(route.key);
    const item = (result[path] ??= {});
    item[method === 'ANY' ? anyMethod : method.toLowerCase()] = operation(route);
  }
  return result;
}

export function inOrder(routes: readonly Route[]): readonly Route[] {
  return routes.toSorted((a, b) => compare(parseRouteKey(a.key), parseRouteKey(b.key)));
}

function compare(a: { method: string; path: string }, b: { method: string; path: string }): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return methodOrder.indexOf(a.method) - methodOrder.indexOf(b.method);
}

function operation(route: Route): Record<string, unknown> {
  const { path, isDefault } = parseRouteKey(route.key);
  // API Gateway keeps the plus sign of a greedy parameter in its name: `proxy+`.
  const parameters = operationParameters(pathParameters(path), route.openapi);
  return {
    responses: { default: { description: `Default response for ${route.key}` } },
    ...route.openapi,
    ...(parameters.length > 0 && { parameters }),
    ...(route.authorizer !== undefined && { security: [{ [route.authorizer]: route.scopes }] }),
    ...(isDefault && { isDefaultRoute: true }),
    'x-amazon-apigateway-integration': {
      $ref: `#/components/x-amazon-apigateway-integrations/${integrationKey(route)}`,
    },
  };
}
