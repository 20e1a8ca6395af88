import type { AuthorizerRow, Cors, IntegrationRow, RouteRow, Snapshot } from '../../apigateway/rows.ts';
import {
  addRoute,
  matchFully,
  matchGreedily,
  newTree,
  NO_VALUES,
  type RouteMatch,
  type RouteTree,
} from './route-tree.ts';

/** A route of a deployment with all that it refers to. */
export interface CompiledRoute {
  readonly routeId: string;
  readonly routeKey: string;
  /** `routeKey` as JSON text. */
  readonly routeKeyJson: string;
  /** `$default` or the path template: `/pets/{id}`. */
  readonly path: string;
  readonly parameterNames: readonly string[];
  readonly row: RouteRow;
  readonly authorizer?: AuthorizerRow;
  readonly integration?: IntegrationRow;
}

/** A deployment's snapshot, made once into what answers requests. */
export interface CompiledDeployment {
  readonly match: (method: string, path: string) => RouteMatch | undefined;
  readonly cors?: Cors;
  readonly disableExecuteApiEndpoint: boolean;
}

function compileRoute(row: RouteRow, snapshot: Snapshot): CompiledRoute {
  const path = row.routeKey === '$default' ? '$default' : row.routeKey.slice(row.routeKey.indexOf(' ') + 1);
  const authorizer = snapshot.authorizers.find((each) => each.authorizerId === row.authorizerId);
  const integration = snapshot.integrations.find((each) => `integrations/${each.integrationId}` === row.target);
  return {
    routeId: row.routeId,
    routeKey: row.routeKey,
    routeKeyJson: JSON.stringify(row.routeKey),
    path,
    parameterNames: [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] as string),
    row,
    ...(authorizer && { authorizer }),
    ...(integration && { integration }),
  };
}

/**
 * http-api-develop-routes: a full match, then a greedy one, then `$default`. In each, the request's own method beats ANY
 * (measured: yulin).
 */
function matcher(routes: readonly CompiledRoute[]): CompiledDeployment['match'] {
  const trees = new Map<string, RouteTree>();
  let fallback: RouteMatch | undefined;
  for (const route of routes) {
    if (route.routeKey === '$default') {
      fallback = { route, values: [] };
      continue;
    }
    const method = route.routeKey.slice(0, route.routeKey.indexOf(' '));
    let tree = trees.get(method);
    if (!tree) trees.set(method, (tree = newTree()));
    addRoute(tree, route);
  }
  const none = newTree();
  const any = trees.get('ANY') ?? none;
  return (method, path) => {
    const own = trees.get(method) ?? none;
    const fixed = own.fixed.get(path);
    if (fixed) return { route: fixed, values: NO_VALUES };
    const segments = path.slice(1).split('/');
    return (
      matchFully(own, segments) ??
      anyMatch(any, path, segments) ??
      matchGreedily(own, path, segments) ??
      matchGreedily(any, path, segments) ??
      fallback
    );
  };
}

function anyMatch(any: RouteTree, path: string, segments: readonly string[]): RouteMatch | undefined {
  const fixed = any.fixed.get(path);
  return fixed ? { route: fixed, values: NO_VALUES } : matchFully(any, segments);
}

const compiled = new WeakMap<Snapshot, CompiledDeployment>();

export function compileDeployment(snapshot: Snapshot): CompiledDeployment {
  const known = compiled.get(snapshot);
  if (known) return known;
  const { corsConfiguration, disableExecuteApiEndpoint } = snapshot;
  const made: CompiledDeployment = {
    match: matcher(snapshot.routes.map((row) => compileRoute(row, snapshot))),
    ...(corsConfiguration && { cors: corsConfiguration }),
    disableExecuteApiEndpoint,
  };
  compiled.set(snapshot, made);
  return made;
}
