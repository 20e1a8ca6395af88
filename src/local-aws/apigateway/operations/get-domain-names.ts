import { defineOperation, fields } from '../define-operation.ts';
import { page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderDomainName } from '../render.ts';
import { domainNames } from '../rows.ts';

export const getDomainNames = defineOperation({
  name: 'GetDomainNames',
  route: 'GET /v2/domainnames',
  writes: false,
  input: fields({}, page),
  handle: async (input, world) => {
    const { items, nextToken } = pageOf(domainNames(world).values(), input);
    const rendered = await Promise.all(items.map((row) => renderDomainName(world, row)));
    return { body: { items: rendered, ...(nextToken && { nextToken }) } };
  },
});
