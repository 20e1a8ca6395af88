import { defineOperation, fields } from '../define-operation.ts';
import { findAuthorizer } from '../find.ts';
import { id } from '../input/members.ts';
import { renderAuthorizer } from '../render.ts';

export const getAuthorizer = defineOperation({
  name: 'GetAuthorizer',
  route: 'GET /v2/apis/{apiId}/authorizers/{authorizerId}',
  writes: false,
  input: fields({ apiId: id, authorizerId: id }, {}),
  handle: (input, world) => ({ body: renderAuthorizer(findAuthorizer(world, input.apiId, input.authorizerId)) }),
});
