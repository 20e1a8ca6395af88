import { deployAutomatically } from '../draft/auto-deploy.ts';
import { changeApi } from '../draft/one-at-a-time.ts';
import { putStage } from '../draft/put-stage.ts';
import { MAX_STAGES } from '../draft/quotas.ts';
import { checkStageName, mergeStage } from '../draft/stage.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { conflict, quotaReached } from '../errors.ts';
import { id, stageMembers, tags } from '../input/members.ts';
import { text } from '../input/read.ts';
import { renderStage } from '../render.ts';
import { rowsOf, stages, type StageRow } from '../rows.ts';

function emptyStage(apiId: string, stageName: string): StageRow {
  return {
    apiId,
    stageName,
    autoDeploy: false,
    stageVariables: {},
    defaultRouteSettings: { detailedMetricsEnabled: false },
    routeSettings: {},
    tags: {},
    createdDate: '',
    lastUpdatedDate: '',
    internal: { before: { changedAt: 0, served: null } },
  };
}

export const createStage = defineOperation({
  name: 'CreateStage',
  route: 'POST /v2/apis/{apiId}/stages',
  writes: true,
  input: fields({ apiId: id, stageName: text({ min: 1, max: 128 }) }, { ...stageMembers, tags }),
  handle: async ({ apiId, stageName, tags: given = {}, ...members }, world, context) => {
    const stage = await changeApi(world, context, apiId, () => {
      checkStageName(stageName);
      const others = rowsOf(stages(world), apiId);
      if (others.some((other) => other.stageName === stageName)) throw conflict('Stage already exists');
      if (others.length >= MAX_STAGES) throw quotaReached('Stages');
      return putStage(world, { ...mergeStage(world, emptyStage(apiId, stageName), members), tags: given });
    });
    deployAutomatically(world, apiId);
    return { status: 201, body: renderStage(stage) };
  },
});
