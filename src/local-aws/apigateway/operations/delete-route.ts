import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findRoute } from '../find.ts';
import { id } from '../input/members.ts';
import { ownedKey, routes } from '../rows.ts';

export const deleteRoute = defineOperation({
  name: 'DeleteRoute',
  route: 'DELETE /v2/apis/{apiId}/routes/{routeId}',
  writes: true,
  input: fields({ apiId: id, routeId: id }, {}),
  handle: async ({ apiId, routeId }, world, context) => {
    await changeDraft(world, context, apiId, () => {
      if (findRoute(world, apiId, routeId).apiGatewayManaged) throw badRequest('Route is managed by API Gateway');
      routes(world).delete(ownedKey(apiId, routeId));
    });
    return { status: 204 };
  },
});
