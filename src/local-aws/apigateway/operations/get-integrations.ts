import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id, page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderIntegration } from '../render.ts';
import { integrations, rowsOf } from '../rows.ts';

export const getIntegrations = defineOperation({
  name: 'GetIntegrations',
  route: 'GET /v2/apis/{apiId}/integrations',
  writes: false,
  input: fields({ apiId: id }, page),
  handle: (input, world) => {
    const { apiId } = findApi(world, input.apiId);
    return { body: pageOf(rowsOf(integrations(world), apiId).map(renderIntegration), input) };
  },
});
