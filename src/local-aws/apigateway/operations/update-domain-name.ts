import { defineOperation, fields } from '../define-operation.ts';
import { domainNameMembers, mergeDomainName } from '../domain-name-members.ts';
import { memberNotImplemented } from '../errors.ts';
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
    if (members.mutualTlsAuthentication) throw memberNotImplemented('UpdateDomainName', 'MutualTlsAuthentication');
    const row = mergeDomainName(findDomainName(world, domainName), members);
    domainNames(world).set(domainName, row);
    return { body: await renderDomainName(world, row) };
  },
});
