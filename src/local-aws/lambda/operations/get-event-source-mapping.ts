import { defineOperation } from '../define-operation.ts';
import { describeMapping, findMapping } from '../event-source-input.ts';
import { text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getEventSourceMapping = defineOperation({
  name: 'GetEventSourceMapping',
  route: 'GET /2015-03-31/event-source-mappings/{UUID}',
  writes: false,
  input: structure({ UUID: text }, {}),
  handle: (request, world) => ({ body: describeMapping(world, findMapping(world, request.UUID)) }),
});
