import { defineOperation, fields } from '../define-operation.ts';
import { findDomainName } from '../find.ts';
import { id, page } from '../input/members.ts';
import { pageOf } from '../page.ts';
import { renderApiMapping } from '../render.ts';
import { apiMappings } from '../rows.ts';

export const getApiMappings = defineOperation({
  name: 'GetApiMappings',
  route: 'GET /v2/domainnames/{domainName}/apimappings',
  writes: false,
  input: fields({ domainName: id }, page),
  handle: (input, world) => {
    const { domainName } = findDomainName(world, input.domainName);
    const rows = apiMappings(world)
      .values()
      .filter((row) => row.domainName === domainName);
    return { body: pageOf(rows.map(renderApiMapping), input) };
  },
});
