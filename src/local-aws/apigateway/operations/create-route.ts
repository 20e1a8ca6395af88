import { changeDraft } from '../draft/change-draft.ts';
import { checkRoute } from '../draft/check-route.ts';
import { MAX_ROUTES } from '../draft/quotas.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { quotaReached } from '../errors.ts';
import { id, routeMembers } from '../input/members.ts';
import { text } from '../input/read.ts';
import { newId } from '../new-id.ts';
import { renderRoute } from '../render.ts';
import { ownedKey, routes, rowsOf, type RouteRow } from '../rows.ts';

const {
  modelSelectionExpression: _m,
  requestModels: _r,
  routeResponseSelectionExpression: _s,
  ...members
} = routeMembers;

export const createRoute = defineOperation({
  name: 'CreateRoute',
  route: 'POST /v2/apis/{apiId}/routes',
  writes: true,
  input: fields({ apiId: id, routeKey: text() }, members),
  handle: async (input, world, context) => {
    const route: RouteRow = { authorizationType: 'NONE', apiKeyRequired: false, ...input, routeId: newId(7) };
    await changeDraft(world, context, input.apiId, () => {
      checkRoute(world, route);
      if (rowsOf(routes(world), route.apiId).length >= MAX_ROUTES) throw quotaReached('Routes');
      routes(world).set(ownedKey(route.apiId, route.routeId), route);
    });
    return { status: 201, body: renderRoute(route) };
  },
});
