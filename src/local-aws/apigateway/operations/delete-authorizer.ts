import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { conflict } from '../errors.ts';
import { findAuthorizer } from '../find.ts';
import { id } from '../input/members.ts';
import { authorizers, ownedKey, routes, rowsOf } from '../rows.ts';

export const deleteAuthorizer = defineOperation({
  name: 'DeleteAuthorizer',
  route: 'DELETE /v2/apis/{apiId}/authorizers/{authorizerId}',
  writes: true,
  input: fields({ apiId: id, authorizerId: id }, {}),
  handle: async ({ apiId, authorizerId }, world, context) => {
    await changeDraft(world, context, apiId, () => {
      const { name } = findAuthorizer(world, apiId, authorizerId);
      const user = rowsOf(routes(world), apiId).find((route) => route.authorizerId === authorizerId);
      // The text is AWS's: anomalyco/sst#5586.
      if (user) throw conflict(`Cannot delete authorizer '${name}', is referenced in route: ${user.routeKey}`);
      authorizers(world).delete(ownedKey(apiId, authorizerId));
    });
    return { status: 204 };
  },
});
