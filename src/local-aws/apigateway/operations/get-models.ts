import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id, page } from '../input/members.ts';

/** Models are of WebSocket APIs: an HTTP API has none. */
export const getModels = defineOperation({
  name: 'GetModels',
  route: 'GET /v2/apis/{apiId}/models',
  writes: false,
  input: fields({ apiId: id }, page),
  handle: ({ apiId }, world) => {
    findApi(world, apiId);
    return { body: { items: [] } };
  },
});
