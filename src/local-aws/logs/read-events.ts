import type { KeptLogEvent, World } from '../kernel/world.ts';
import type { LogGroupRow } from './log-rows.ts';

const DAY_MS = 86_400_000;

/** Events of one stream in the order they came, without those that retention has taken. */
export function readEvents(world: World, group: LogGroupRow, stream: string): KeptLogEvent[] {
  const oldest = group.retentionInDays === undefined ? 0 : world.clock.now() - group.retentionInDays * DAY_MS;
  return world.logs.read(group.name, stream).filter(({ timestamp }) => timestamp >= oldest);
}
