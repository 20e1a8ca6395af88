import { defineOperation, fields } from '../define-operation.ts';
import { findStage } from '../find.ts';
import { id } from '../input/members.ts';
import { renderStage } from '../render.ts';

export const getStage = defineOperation({
  name: 'GetStage',
  route: 'GET /v2/apis/{apiId}/stages/{stageName}',
  writes: false,
  input: fields({ apiId: id, stageName: id }, {}),
  handle: ({ apiId, stageName }, world) => ({ body: renderStage(findStage(world, apiId, stageName)) }),
});
