import type { World } from '../../kernel/world.ts';
import { eventSourceMappings, settingsToPoll } from '../../lambda/event-source-rows.ts';
import { SqsPoller } from './sqs-poller.ts';

const LOOK_EVERY_MS = 100;

/** Polls for every event source mapping that is switched on; a look at the table now and then finds new ones. */
export function startPollers(world: World): { readonly stop: () => void } {
  const pollers = new Map<string, SqsPoller>();
  const look = (): void => {
    for (const row of eventSourceMappings(world).values()) {
      if (pollers.has(row.uuid) || !settingsToPoll(row)) continue;
      const poller = new SqsPoller(world, row.uuid, () => pollers.delete(row.uuid));
      pollers.set(row.uuid, poller);
      poller.start();
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
      for (const poller of pollers.values()) poller.stop();
    },
  };
}
