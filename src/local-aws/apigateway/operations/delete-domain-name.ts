import { defineOperation, fields } from '../define-operation.ts';
import { findDomainName } from '../find.ts';
import { id } from '../input/members.ts';
import { apiMappings, domainNames } from '../rows.ts';

/** The mappings go with the domain name. */
export const deleteDomainName = defineOperation({
  name: 'DeleteDomainName',
  route: 'DELETE /v2/domainnames/{domainName}',
  writes: true,
  input: fields({ domainName: id }, {}),
  handle: ({ domainName }, world) => {
    findDomainName(world, domainName);
    const mappings = apiMappings(world);
    for (const key of mappings.keys()) if (mappings.get(key)?.domainName === domainName) mappings.delete(key);
    domainNames(world).delete(domainName);
    world.gateway.close(domainName);
    return { status: 204 };
  },
});
