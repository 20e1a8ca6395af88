import type { World } from '../../kernel/world.ts';
import { defineOperation } from '../define-operation.ts';
import { inUse } from '../errors.ts';
import { changeSettings, checkQueue, describeMapping, eventSourceMembers, findMapping } from '../event-source-input.ts';
import {
  isStream,
  type EventSourceRow,
  type EventSourceSettings,
  type EventSourceState,
} from '../event-source-rows.ts';
import { checkStream } from '../stream-input.ts';
import { beginTransition, isTransitional } from '../settle-mapping.ts';
import { text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

function stateWhile(before: EventSourceSettings, after: EventSourceSettings): EventSourceState {
  if (before.enabled === after.enabled) return 'Updating';
  return after.enabled ? 'Enabling' : 'Disabling';
}

function findUpdatable(world: World, uuid: string): EventSourceRow {
  const row = findMapping(world, uuid);
  if (isTransitional(row.state)) throw inUse('Cannot update the event source mapping because it is in use.');
  return row;
}

/** The answer already shows the new settings; the pollers go by the old ones until the state is Enabled again. */
export const updateEventSourceMapping = defineOperation({
  name: 'UpdateEventSourceMapping',
  route: 'PUT /2015-03-31/event-source-mappings/{UUID}',
  writes: true,
  input: structure({ UUID: text }, eventSourceMembers),
  handle: async (request, world) => {
    const before = findUpdatable(world, request.UUID);
    const options = {
      operation: 'UpdateEventSourceMapping',
      sourceArn: before.eventSourceArn,
      previous: before.settings,
    };
    const settings = changeSettings(world, options, request);
    if (isStream(before.eventSourceArn)) checkStream(world, before.eventSourceArn, settings);
    else await checkQueue(world, before.eventSourceArn, settings);
    const row = findUpdatable(world, request.UUID);
    const updated = beginTransition(world, {
      ...row,
      settings,
      serving: row.settings,
      state: stateWhile(row.settings, settings),
      lastModifiedMs: world.clock.now(),
    });
    return { status: 202, body: describeMapping(world, updated) };
  },
});
