import { changeApi } from '../draft/one-at-a-time.ts';
import { putStage } from '../draft/put-stage.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { findStage } from '../find.ts';
import { id } from '../input/members.ts';

export const deleteAccessLogSettings = defineOperation({
  name: 'DeleteAccessLogSettings',
  route: 'DELETE /v2/apis/{apiId}/stages/{stageName}/accesslogsettings',
  writes: true,
  input: fields({ apiId: id, stageName: id }, {}),
  handle: async ({ apiId, stageName }, world, context) => {
    await changeApi(world, context, apiId, () => {
      const { accessLogSettings: _, ...stage } = findStage(world, apiId, stageName);
      putStage(world, stage);
    });
    return { status: 204 };
  },
});
