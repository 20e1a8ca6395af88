import type { KeptLogEvent, World } from '../kernel/world.ts';
import type { LogGroupRow } from './log-rows.ts';

const DAY_MS = 86_400_000;

/** Where retention has taken everything before. */
export function oldestKept({ clock }: World, { retentionInDays }: LogGroupRow): number {
  return retentionInDays === undefined ? 0 : clock.now() - retentionInDays * DAY_MS;
}

/** Events of one stream from `since` on in the order they came, without those that retention has taken. */
export function readEvents(world: World, group: LogGroupRow, stream: string, since = 0): readonly KeptLogEvent[] {
  return world.logs.read(group.name, stream, Math.max(since, oldestKept(world, group)));
}
