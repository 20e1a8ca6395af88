import { later } from './later.ts';
import type { World } from '../kernel/world.ts';
import { tellMappingChange } from './mapping-changes.ts';
import { forgetPositions } from './stream-positions.ts';
import { eventSourceMappings, type EventSourceRow, type EventSourceState } from './event-source-rows.ts';

export const isTransitional = (state: EventSourceState): boolean => state !== 'Enabled' && state !== 'Disabled';

function finish(world: World, uuid: string): void {
  const row = eventSourceMappings(world).get(uuid);
  if (!row || !isTransitional(row.state)) return;
  if (row.state === 'Deleting') {
    eventSourceMappings(world).delete(uuid);
    forgetPositions(world, uuid);
    tellMappingChange(world);
    return;
  }
  const { serving: _done, ...settled } = row;
  eventSourceMappings(world).set(uuid, { ...settled, state: row.settings.enabled ? 'Enabled' : 'Disabled' });
  tellMappingChange(world);
}

/** Keeps a row that is under way and ends it when AWS would have. */
export function beginTransition(world: World, row: EventSourceRow): EventSourceRow {
  eventSourceMappings(world).set(row.uuid, row);
  tellMappingChange(world);
  // Nothing changes a mapping that is under way, so the row found then is this one.
  later(world, 'lambda.event-source', () => finish(world, row.uuid));
  return row;
}

/** After a restart: what was under way ends now as it would have. */
export function resumeTransitions(world: World): void {
  for (const row of eventSourceMappings(world).values()) {
    if (isTransitional(row.state)) beginTransition(world, row);
  }
}
