import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest, conflict } from '../errors.ts';
import { findIntegration } from '../find.ts';
import { id } from '../input/members.ts';
import { integrations, ownedKey, routes, rowsOf } from '../rows.ts';

/** The text is AWS's: milliHQ/terraform-aws-next-js#247. */
const inUse = (routeIds: readonly string[]): string =>
  `Cannot delete Integration because it is referenced by the following Routes with Ids: [${routeIds.join(', ')}]`;

export const deleteIntegration = defineOperation({
  name: 'DeleteIntegration',
  route: 'DELETE /v2/apis/{apiId}/integrations/{integrationId}',
  writes: true,
  input: fields({ apiId: id, integrationId: id }, {}),
  handle: async ({ apiId, integrationId }, world, context) => {
    await changeDraft(world, context, apiId, () => {
      const { apiGatewayManaged } = findIntegration(world, apiId, integrationId);
      if (apiGatewayManaged) throw badRequest('Integration is managed by API Gateway');
      const users = rowsOf(routes(world), apiId).filter((route) => route.target === `integrations/${integrationId}`);
      if (users.length > 0) throw conflict(inUse(users.map((route) => route.routeId)));
      integrations(world).delete(ownedKey(apiId, integrationId));
    });
    return { status: 204 };
  },
});
