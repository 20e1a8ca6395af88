import { deployAutomatically } from '../draft/auto-deploy.ts';
import { changeApi } from '../draft/one-at-a-time.ts';
import { putStage } from '../draft/put-stage.ts';
import { refuseManagedStage } from '../draft/quick-create.ts';
import { mergeStage } from '../draft/stage.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { findStage } from '../find.ts';
import { id, stageMembers } from '../input/members.ts';
import { renderStage } from '../render.ts';

export const updateStage = defineOperation({
  name: 'UpdateStage',
  route: 'PATCH /v2/apis/{apiId}/stages/{stageName}',
  writes: true,
  input: fields({ apiId: id, stageName: id }, stageMembers),
  handle: async ({ apiId, stageName, ...change }, world, context) => {
    const [old, stage] = await changeApi(world, context, apiId, () => {
      const before = findStage(world, apiId, stageName);
      refuseManagedStage(world, apiId, stageName);
      return [before, putStage(world, mergeStage(world, before, change))];
    });
    if (stage.autoDeploy && !old.autoDeploy) deployAutomatically(world, apiId);
    return { body: renderStage(stage) };
  },
});
