import { defineOperation, fields } from '../define-operation.ts';
import { findStage } from '../find.ts';
import { id } from '../input/members.ts';

export const resetAuthorizersCache = defineOperation({
  name: 'ResetAuthorizersCache',
  route: 'DELETE /v2/apis/{apiId}/stages/{stageName}/cache/authorizers',
  writes: true,
  input: fields({ apiId: id, stageName: id }, {}),
  handle: ({ apiId, stageName }, world) => {
    findStage(world, apiId, stageName);
    world.gateway.forgetAuthorizations(apiId, stageName);
    return { status: 204 };
  },
});
