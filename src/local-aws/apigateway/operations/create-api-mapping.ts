import { checkApiMapping, readMappingKey } from '../check-api-mapping.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { findDomainName } from '../find.ts';
import { id } from '../input/members.ts';
import { text } from '../input/read.ts';
import { newId } from '../new-id.ts';
import { renderApiMapping } from '../render.ts';
import { apiMappings, ownedKey } from '../rows.ts';

export const createApiMapping = defineOperation({
  name: 'CreateApiMapping',
  route: 'POST /v2/domainnames/{domainName}/apimappings',
  writes: true,
  input: fields({ domainName: id, apiId: id, stage: text({ min: 1, max: 128 }) }, { apiMappingKey: text() }),
  handle: ({ domainName, apiId, stage, apiMappingKey }, world) => {
    findDomainName(world, domainName);
    const row = { domainName, apiId, stage, apiMappingKey: readMappingKey(apiMappingKey), apiMappingId: newId(6) };
    checkApiMapping(world, row);
    apiMappings(world).set(ownedKey(domainName, row.apiMappingId), row);
    return { status: 201, body: renderApiMapping(row) };
  },
});
