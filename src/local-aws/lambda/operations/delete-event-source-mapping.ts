import { defineOperation } from '../define-operation.ts';
import { inUse } from '../errors.ts';
import { describeMapping, findMapping } from '../event-source-input.ts';
import { beginTransition, isTransitional } from '../settle-mapping.ts';
import { text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const deleteEventSourceMapping = defineOperation({
  name: 'DeleteEventSourceMapping',
  route: 'DELETE /2015-03-31/event-source-mappings/{UUID}',
  writes: true,
  input: structure({ UUID: text }, {}),
  handle: (request, world) => {
    const row = findMapping(world, request.UUID);
    if (isTransitional(row.state)) throw inUse('Cannot delete the event source mapping because it is in use.');
    return { status: 202, body: describeMapping(world, beginTransition(world, { ...row, state: 'Deleting' })) };
  },
});
