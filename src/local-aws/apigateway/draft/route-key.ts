import { badRequest, conflict } from '../errors.ts';
import type { RouteRow } from '../rows.ts';

export const ROUTE_METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

const MALFORMED =
  'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"';

const SEGMENT = /^(?:\{[\w.:-]+\}|[\w\-.~!$&'()*+,;=:@%]*)$/;
const GREEDY = /^\{[\w.:-]+\+\}$/;

function isPath(path: string): boolean {
  if (!path.startsWith('/')) return false;
  const segments = path.slice(1).split('/');
  const last = segments.pop() as string;
  return segments.every((segment) => SEGMENT.test(segment)) && (SEGMENT.test(last) || GREEDY.test(last));
}

/** Throws BadRequestException unless it is `$default` or a method and a path. */
export function checkRouteKey(routeKey: string): void {
  if (routeKey === '$default') return;
  const at = routeKey.indexOf(' ');
  const [method, path] = [routeKey.slice(0, at), routeKey.slice(at + 1)];
  if (!ROUTE_METHODS.some((known) => known === method) || !isPath(path)) throw badRequest(MALFORMED);
  const parameters = path.match(/\{[^}]+\}/g) ?? [];
  if (new Set(parameters).size !== parameters.length) {
    throw badRequest(`Route key ${routeKey} repeats a path parameter`);
  }
}

/** Two keys that differ only in the names of their parameters match the same requests. */
function shapeOf(routeKey: string): string {
  return routeKey.replace(/\{[^}+]+(\+?)\}/g, '{$1}');
}

export function checkUnique(existing: readonly RouteRow[], routeKey: string, exceptRouteId?: string): void {
  const shape = shapeOf(routeKey);
  const clash = existing.find((route) => route.routeId !== exceptRouteId && shapeOf(route.routeKey) === shape);
  if (clash) throw conflict(`Route with key ${clash.routeKey} already exists for this API`);
}
