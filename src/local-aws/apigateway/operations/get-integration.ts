import { defineOperation, fields } from '../define-operation.ts';
import { findIntegration } from '../find.ts';
import { id } from '../input/members.ts';
import { renderIntegration } from '../render.ts';

export const getIntegration = defineOperation({
  name: 'GetIntegration',
  route: 'GET /v2/apis/{apiId}/integrations/{integrationId}',
  writes: false,
  input: fields({ apiId: id, integrationId: id }, {}),
  handle: (input, world) => ({ body: renderIntegration(findIntegration(world, input.apiId, input.integrationId)) }),
});
