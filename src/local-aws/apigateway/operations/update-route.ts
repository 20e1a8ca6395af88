import { changeDraft } from '../draft/change-draft.ts';
import { checkRoute } from '../draft/check-route.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findRoute } from '../find.ts';
import { id, routeMembers } from '../input/members.ts';
import { text } from '../input/read.ts';
import { renderRoute } from '../render.ts';
import { ownedKey, routes, type RouteRow } from '../rows.ts';

const {
  modelSelectionExpression: _m,
  requestModels: _r,
  routeResponseSelectionExpression: _s,
  ...members
} = routeMembers;

/** Only AuthorizationType NONE takes an authorizer off a route (cloudformation-coverage-roadmap#2184). */
function detach(route: RouteRow): RouteRow {
  if (route.authorizationType === 'CUSTOM' || route.authorizationType === 'JWT') return route;
  const { authorizerId: _, authorizationScopes: __, ...rest } = route;
  return rest;
}

export const updateRoute = defineOperation({
  name: 'UpdateRoute',
  route: 'PATCH /v2/apis/{apiId}/routes/{routeId}',
  writes: true,
  input: fields({ apiId: id, routeId: id }, { ...members, routeKey: text() }),
  handle: async (input, world, context) => {
    const { apiId, routeId, requestParameters, ...change } = input;
    const route = await changeDraft(world, context, apiId, () => {
      const old = findRoute(world, apiId, routeId);
      if (old.apiGatewayManaged && change.routeKey) throw badRequest('Route is managed by API Gateway');
      const merged = requestParameters && { requestParameters: { ...old.requestParameters, ...requestParameters } };
      const row = detach({ ...old, ...change, ...merged });
      checkRoute(world, row);
      routes(world).set(ownedKey(apiId, routeId), row);
      return row;
    });
    return { body: renderRoute(route) };
  },
});
