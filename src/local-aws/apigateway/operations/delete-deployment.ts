import { changeApi } from '../draft/one-at-a-time.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findDeployment } from '../find.ts';
import { id } from '../input/members.ts';
import { deployments, ownedKey, rowsOf, stages } from '../rows.ts';

/** REST APIs answer so; what HTTP APIs answer is not established, and refusing is what loses no traffic. */
const IN_USE = 'Active stages pointing to this deployment must be moved or deleted';

export const deleteDeployment = defineOperation({
  name: 'DeleteDeployment',
  route: 'DELETE /v2/apis/{apiId}/deployments/{deploymentId}',
  writes: true,
  input: fields({ apiId: id, deploymentId: id }, {}),
  handle: async ({ apiId, deploymentId }, world, context) => {
    await changeApi(world, context, apiId, () => {
      findDeployment(world, apiId, deploymentId);
      const isUsed = rowsOf(stages(world), apiId).some((stage) => stage.deploymentId === deploymentId);
      if (isUsed) throw badRequest(IN_USE);
      deployments(world).delete(ownedKey(apiId, deploymentId));
    });
    return { status: 204 };
  },
});
