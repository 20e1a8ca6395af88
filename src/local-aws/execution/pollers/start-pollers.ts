import type { World } from '../../kernel/world.ts';
import { eventSourceMappings, isStream, settingsToPoll, type EventSourceRow } from '../../lambda/event-source-rows.ts';
import { onMappingChange } from '../../lambda/mapping-changes.ts';
import { SqsPoller } from './sqs-poller.ts';
import { StreamPoller } from './stream-poller.ts';

interface Poller {
  readonly start: () => void;
  readonly stop: () => void;
  /** Something about a mapping changed: this one's, perhaps. */
  readonly look?: () => void;
}

/** Polls for every event source mapping that is switched on. Without mappings nothing runs, not even a timer. */
export function startPollers(world: World): { readonly stop: () => void } {
  const pollers = new Map<string, Poller>();
  const makePoller = ({ uuid, eventSourceArn }: EventSourceRow): Poller => {
    const ended = (): void => {
      pollers.delete(uuid);
      // It may have been switched on again while its last batch was running.
      look();
    };
    return isStream(eventSourceArn) ? new StreamPoller(world, uuid, ended) : new SqsPoller(world, uuid, ended);
  };
  const look = (): void => {
    if (stopped) return;
    for (const poller of pollers.values()) poller.look?.();
    for (const row of eventSourceMappings(world).values()) {
      if (pollers.has(row.uuid) || !settingsToPoll(row)) continue;
      const poller = makePoller(row);
      pollers.set(row.uuid, poller);
      poller.start();
    }
  };
  let stopped = false;
  const forget = onMappingChange(world, look);
  // Mappings of before a restart: not before the world that they are polled in is complete.
  setImmediate(look);
  return {
    stop: () => {
      stopped = true;
      forget();
      for (const poller of pollers.values()) poller.stop();
    },
  };
}
