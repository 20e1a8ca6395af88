import { deploy } from '../draft/deploy.ts';
import { changeApi } from '../draft/one-at-a-time.ts';
import { putStage } from '../draft/put-stage.ts';
import { refuseManagedStage } from '../draft/quick-create.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findStage } from '../find.ts';
import { description, id } from '../input/members.ts';
import { text } from '../input/read.ts';
import { renderDeployment } from '../render.ts';

/** With a StageName the stage moves to the new deployment at once. */
export const createDeployment = defineOperation({
  name: 'CreateDeployment',
  route: 'POST /v2/apis/{apiId}/deployments',
  writes: true,
  input: fields({ apiId: id }, { description, stageName: text({ min: 1, max: 128 }) }),
  handle: async ({ apiId, stageName, ...options }, world, context) => {
    const deployment = await changeApi(world, context, apiId, () => {
      const stage = stageName === undefined ? undefined : findStage(world, apiId, stageName);
      if (stage) refuseManagedStage(world, apiId, stage.stageName);
      if (stage?.autoDeploy) {
        throw badRequest('Deployment ID cannot be set on this stage because AutoDeploy is enabled');
      }
      const row = deploy(world, apiId, { autoDeployed: false, ...options });
      if (stage) putStage(world, { ...stage, deploymentId: row.deploymentId });
      return row;
    });
    return { status: 201, body: renderDeployment(world, deployment) };
  },
});
