import { defineOperation, fields } from '../define-operation.ts';
import { findApi } from '../find.ts';
import { id, page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderRoute } from '../render.ts';
import { routes, rowsOf } from '../rows.ts';

export const getRoutes = defineOperation({
  name: 'GetRoutes',
  route: 'GET /v2/apis/{apiId}/routes',
  writes: false,
  input: fields({ apiId: id }, page),
  handle: (input, world) => {
    const { apiId } = findApi(world, input.apiId);
    return { body: pageOf(rowsOf(routes(world), apiId).map(renderRoute), input) };
  },
});
