import { changeApi } from '../draft/one-at-a-time.ts';
import { refuseManagedStage } from '../draft/quick-create.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findStage } from '../find.ts';
import { id } from '../input/members.ts';
import { apiMappings, ownedKey, stages } from '../rows.ts';

export const deleteStage = defineOperation({
  name: 'DeleteStage',
  route: 'DELETE /v2/apis/{apiId}/stages/{stageName}',
  writes: true,
  input: fields({ apiId: id, stageName: id }, {}),
  handle: async ({ apiId, stageName }, world, context) => {
    await changeApi(world, context, apiId, () => {
      findStage(world, apiId, stageName);
      refuseManagedStage(world, apiId, stageName);
      const mapped = apiMappings(world)
        .values()
        .find((row) => row.apiId === apiId && row.stage === stageName);
      if (mapped) {
        throw badRequest(
          `Deleting stage failed. Please remove all base path mappings related to the stage in your domains: ${mapped.domainName}`,
        );
      }
      stages(world).delete(ownedKey(apiId, stageName));
    });
    return { status: 204 };
  },
});
