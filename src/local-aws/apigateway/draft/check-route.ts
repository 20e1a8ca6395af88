import type { World } from '../../kernel/world.ts';
import { badRequest, notFound } from '../errors.ts';
import { authorizers, integrations, ownedKey, routes, rowsOf, type RouteRow } from '../rows.ts';
import { checkRouteKey, checkUnique } from './route-key.ts';

function checkTarget(world: World, { apiId, target }: RouteRow): void {
  if (!target) return;
  const id = /^integrations\/([a-z0-9]+)$/.exec(target)?.[1];
  if (!id) throw badRequest('Invalid target specified. Target must be of the form integrations/{integration-id}');
  if (!integrations(world).has(ownedKey(apiId, id))) throw notFound('Invalid Integration identifier specified');
}

function checkAuthorizer(world: World, route: RouteRow): void {
  const { apiId, authorizationType, authorizerId, authorizationScopes = [] } = route;
  if (authorizationScopes.length > 0 && authorizationType !== 'JWT') {
    throw badRequest('Authorization scopes can only be set for routes with authorization type JWT');
  }
  if (authorizationType !== 'CUSTOM' && authorizationType !== 'JWT') return;
  if (!authorizerId) throw badRequest(`Authorizer id is required for authorization type ${authorizationType}`);
  const authorizer = authorizers(world).get(ownedKey(apiId, authorizerId));
  if (!authorizer) throw notFound('Invalid Authorizer identifier specified');
  if (authorizer.authorizerType !== (authorizationType === 'JWT' ? 'JWT' : 'REQUEST')) {
    throw badRequest(`Authorizer ${authorizerId} cannot be used with authorization type ${authorizationType}`);
  }
}

/** A route as it would be stored. Throws what AWS answers to one that it refuses. */
export function checkRoute(world: World, route: RouteRow): void {
  checkRouteKey(route.routeKey);
  if (route.apiKeyRequired) throw badRequest('API key is only supported for WEBSOCKET protocol');
  checkUnique(rowsOf(routes(world), route.apiId), route.routeKey, route.routeId);
  checkTarget(world, route);
  checkAuthorizer(world, route);
}
