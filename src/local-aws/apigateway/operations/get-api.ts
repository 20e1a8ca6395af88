import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id } from '../input/members.ts';
import { renderApi } from '../render.ts';

export const getApi = defineOperation({
  name: 'GetApi',
  route: 'GET /v2/apis/{apiId}',
  writes: false,
  input: fields({ apiId: id }, {}),
  handle: async ({ apiId }, world) => ({ body: await renderApi(world, findApi(world, apiId)) }),
});
