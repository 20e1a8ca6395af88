import type { Operation, Params, Service } from '../kernel/operation.ts';
import type { Incoming } from './incoming.ts';

interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  /** `GET /{Bucket}?versioning`: the query must have these. */
  readonly query: readonly (readonly [string, string])[];
  /** More literal characters win, then more query terms. */
  readonly weight: number;
}

export interface RouteMatch {
  readonly operation: Operation;
  readonly labels: Params;
}

function compile(operation: Operation): Route {
  const [method = '', target = ''] = (operation.route ?? '').split(' ');
  const [path = '', query = ''] = target.split('?');
  const labels: string[] = [];
  const source = path.replace(/\{(\w+)(\+?)\}|[.*+^$()|[\]\\]/g, (match, label?: string, greedy?: string) => {
    if (!label) return `\\${match}`;
    labels.push(label);
    return greedy ? '(.+)' : '([^/]+)';
  });
  const terms = [...new URLSearchParams(query)];
  const literal = path.replace(/\{\w+\+?\}/g, '').length;
  return {
    operation,
    method,
    pattern: new RegExp(`^${source}/?$`),
    labels,
    query: terms,
    weight: literal * 8 + terms.length * 2 + (operation.header ? 1 : 0),
  };
}

const compiled = new WeakMap<Service, readonly Route[]>();

function routesOf(service: Service): readonly Route[] {
  const known = compiled.get(service);
  if (known) return known;
  const routes = service.operations.filter(({ route }) => route).map(compile);
  routes.sort((a, b) => b.weight - a.weight);
  compiled.set(service, routes);
  return routes;
}

export function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % is AWS's client's own business: it stays as it came.
  }
}

/** Those of the service's subresources that a request names. */
export function subresourcesOf({ subresources }: Service, { query }: Incoming): string[] {
  return subresources ? [...query.keys()].filter((name) => subresources.has(name)) : [];
}

export function matchRoute(service: Service, incoming: Incoming): RouteMatch | undefined {
  const { method, path, query, headers } = incoming;
  const subresources = subresourcesOf(service, incoming);
  for (const route of routesOf(service)) {
    if (route.method !== method) continue;
    if (!subresources.every((name) => route.query.some(([key]) => key === name))) continue;
    if (!route.query.every(([key, value]) => query.has(key) && (!value || query.get(key) === value))) continue;
    if (route.operation.header && headers[route.operation.header] === undefined) continue;
    const found = route.pattern.exec(path);
    if (!found) continue;
    const labels = Object.fromEntries(
      route.labels.map((label, index) => [label, decodePath(found[index + 1] as string)]),
    );
    return { operation: route.operation, labels };
  }
  return undefined;
}
