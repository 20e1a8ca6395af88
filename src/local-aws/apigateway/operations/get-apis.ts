import { defineOperation, fields } from '../define-operation.ts';
import { page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderApi } from '../render.ts';
import { apis } from '../rows.ts';

export const getApis = defineOperation({
  name: 'GetApis',
  route: 'GET /v2/apis',
  writes: false,
  input: fields({}, page),
  handle: async (input, world) => {
    const { items, nextToken } = pageOf(apis(world).values(), input);
    const rendered = await Promise.all(items.map((api) => renderApi(world, api)));
    return { body: { items: rendered, ...(nextToken && { nextToken }) } };
  },
});
