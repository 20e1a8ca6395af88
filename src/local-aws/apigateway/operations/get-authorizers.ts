import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id, page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderAuthorizer } from '../render.ts';
import { authorizers, rowsOf } from '../rows.ts';

export const getAuthorizers = defineOperation({
  name: 'GetAuthorizers',
  route: 'GET /v2/apis/{apiId}/authorizers',
  writes: false,
  input: fields({ apiId: id }, page),
  handle: (input, world) => {
    const { apiId } = findApi(world, input.apiId);
    return { body: pageOf(rowsOf(authorizers(world), apiId).map(renderAuthorizer), input) };
  },
});
