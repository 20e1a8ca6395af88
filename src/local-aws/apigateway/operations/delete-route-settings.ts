import { changeApi } from '../draft/one-at-a-time.ts';
import { putStage } from '../draft/put-stage.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { notFound } from '../errors.ts';
import { findStage } from '../find.ts';
import { id } from '../input/members.ts';
import { text } from '../input/read.ts';

export const deleteRouteSettings = defineOperation({
  name: 'DeleteRouteSettings',
  route: 'DELETE /v2/apis/{apiId}/stages/{stageName}/routesettings/{routeKey}',
  writes: true,
  input: fields({ apiId: id, stageName: id, routeKey: text() }, {}),
  handle: async ({ apiId, stageName, routeKey }, world, context) => {
    await changeApi(world, context, apiId, () => {
      const stage = findStage(world, apiId, stageName);
      const { [routeKey]: found, ...routeSettings } = stage.routeSettings;
      if (!found) throw notFound(`Unable to find Route by key ${routeKey} within the provided RouteSettings`);
      putStage(world, { ...stage, routeSettings });
    });
    return { status: 204 };
  },
});
