import { checkApiMapping, readMappingKey } from '../check-api-mapping.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { findApiMapping } from '../find.ts';
import { id } from '../input/members.ts';
import { text } from '../input/read.ts';
import { renderApiMapping } from '../render.ts';
import { apiMappings, ownedKey } from '../rows.ts';

export const updateApiMapping = defineOperation({
  name: 'UpdateApiMapping',
  route: 'PATCH /v2/domainnames/{domainName}/apimappings/{apiMappingId}',
  writes: true,
  input: fields({ domainName: id, apiMappingId: id, apiId: id }, { apiMappingKey: text(), stage: text({ max: 128 }) }),
  handle: ({ domainName, apiMappingId, apiMappingKey, ...change }, world) => {
    const old = findApiMapping(world, domainName, apiMappingId);
    const key = apiMappingKey === undefined ? old.apiMappingKey : readMappingKey(apiMappingKey);
    const row = { ...old, ...change, apiMappingKey: key };
    checkApiMapping(world, row);
    apiMappings(world).set(ownedKey(domainName, apiMappingId), row);
    return { body: renderApiMapping(row) };
  },
});
