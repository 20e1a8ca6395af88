import { changeApi } from '../draft/one-at-a-time.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { findDeployment } from '../find.ts';
import { description, id } from '../input/members.ts';
import { renderDeployment } from '../render.ts';
import { deployments, ownedKey } from '../rows.ts';

/** A deployment is immutable but for its description. */
export const updateDeployment = defineOperation({
  name: 'UpdateDeployment',
  route: 'PATCH /v2/apis/{apiId}/deployments/{deploymentId}',
  writes: true,
  input: fields({ apiId: id, deploymentId: id }, { description }),
  handle: async ({ apiId, deploymentId, ...change }, world, context) => {
    const deployment = await changeApi(world, context, apiId, () => {
      const row = { ...findDeployment(world, apiId, deploymentId), ...change };
      deployments(world).set(ownedKey(apiId, deploymentId), row);
      return row;
    });
    return { body: renderDeployment(world, deployment) };
  },
});
