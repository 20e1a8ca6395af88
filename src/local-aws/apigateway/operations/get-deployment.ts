import { defineOperation, fields } from '../define-operation.ts';
import { findDeployment } from '../find.ts';
import { id } from '../input/members.ts';
import { renderDeployment } from '../render.ts';

export const getDeployment = defineOperation({
  name: 'GetDeployment',
  route: 'GET /v2/apis/{apiId}/deployments/{deploymentId}',
  writes: false,
  input: fields({ apiId: id, deploymentId: id }, {}),
  handle: (input, world) => ({
    body: renderDeployment(world, findDeployment(world, input.apiId, input.deploymentId)),
  }),
});
