import { defineOperation, fields } from '../define-operation.ts';
import { domainNameMembers, mergeDomainName, refuseUnsupported } from '../domain-name-members.ts';
import { findDomainName } from '../find.ts';
import { id } from '../input/members.ts';
import { renderDomainName } from '../render.ts';
import { domainNames } from '../rows.ts';

export const updateDomainName = defineOperation({
  name: 'UpdateDomainName',
  route: 'PATCH /v2/domainnames/{domainName}',
  writes: true,
  input: fields({ domainName: id }, domainNameMembers),
  handle: async ({ domainName, ...members }, world) => {
    refuseUnsupported('UpdateDomainName', members);
    const row = mergeDomainName(findDomainName(world, domainName), members);
    domainNames(world).set(domainName, row);
    return { body: await renderDomainName(world, row) };
  },
});
