import { defineOperation, fields } from '../define-operation.ts';
import { findDomainName } from '../find.ts';
import { id } from '../input/members.ts';
import { renderDomainName } from '../render.ts';

export const getDomainName = defineOperation({
  name: 'GetDomainName',
  route: 'GET /v2/domainnames/{domainName}',
  writes: false,
  input: fields({ domainName: id }, {}),
  handle: async ({ domainName }, world) => ({ body: await renderDomainName(world, findDomainName(world, domainName)) }),
});
