import { defineOperation, fields } from '../define-operation.ts';
import { findApiMapping } from '../find.ts';
import { id } from '../input/members.ts';
import { renderApiMapping } from '../render.ts';

export const getApiMapping = defineOperation({
  name: 'GetApiMapping',
  route: 'GET /v2/domainnames/{domainName}/apimappings/{apiMappingId}',
  writes: false,
  input: fields({ domainName: id, apiMappingId: id }, {}),
  handle: (input, world) => ({ body: renderApiMapping(findApiMapping(world, input.domainName, input.apiMappingId)) }),
});
