import { defineOperation, fields } from '../define-operation.ts';
import { findApiMapping } from '../find.ts';
import { id } from '../input/members.ts';
import { apiMappings, ownedKey } from '../rows.ts';

export const deleteApiMapping = defineOperation({
  name: 'DeleteApiMapping',
  route: 'DELETE /v2/domainnames/{domainName}/apimappings/{apiMappingId}',
  writes: true,
  input: fields({ domainName: id, apiMappingId: id }, {}),
  handle: ({ domainName, apiMappingId }, world) => {
    findApiMapping(world, domainName, apiMappingId);
    apiMappings(world).delete(ownedKey(domainName, apiMappingId));
    return { status: 204 };
  },
});
