import { defineOperation, fields } from '../define-operation.ts';
import { findRoute } from '../find.ts';
import { id } from '../input/members.ts';
import { renderRoute } from '../render.ts';

export const getRoute = defineOperation({
  name: 'GetRoute',
  route: 'GET /v2/apis/{apiId}/routes/{routeId}',
  writes: false,
  input: fields({ apiId: id, routeId: id }, {}),
  handle: ({ apiId, routeId }, world) => ({ body: renderRoute(findRoute(world, apiId, routeId)) }),
});
