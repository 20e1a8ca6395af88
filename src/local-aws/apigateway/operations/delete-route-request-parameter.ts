import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { notFound } from '../errors.ts';
import { findRoute } from '../find.ts';
import { id } from '../input/members.ts';
import { text } from '../input/read.ts';
import { ownedKey, routes } from '../rows.ts';

export const deleteRouteRequestParameter = defineOperation({
  name: 'DeleteRouteRequestParameter',
  route: 'DELETE /v2/apis/{apiId}/routes/{routeId}/requestparameters/{requestParameterKey}',
  writes: true,
  input: fields({ apiId: id, routeId: id, requestParameterKey: text() }, {}),
  handle: async ({ apiId, routeId, requestParameterKey }, world, context) => {
    await changeDraft(world, context, apiId, () => {
      const route = findRoute(world, apiId, routeId);
      const { [requestParameterKey]: found, ...requestParameters } = route.requestParameters ?? {};
      if (!found) throw notFound('Invalid request parameter key specified');
      routes(world).set(ownedKey(apiId, routeId), { ...route, requestParameters });
    });
    return { status: 204 };
  },
});
