import type { World } from '../kernel/world.ts';
import type { Sent } from './enqueue.ts';

/** "The deduplication interval is 5 minutes": a message sent again within it is accepted and not delivered again. */
const INTERVAL_MS = 5 * 60_000;

interface Remembered {
  readonly sent: Sent;
  readonly at: number;
}

const remembered = new WeakMap<World, Map<string, Remembered>>();

export function findDuplicate(world: World, queue: string, deduplicationId: string): Sent | undefined {
  const found = remembered.get(world)?.get(`${queue}\n${deduplicationId}`);
  return found && found.at + INTERVAL_MS > world.clock.now() ? found.sent : undefined;
}

export function rememberSent(world: World, queue: string, deduplicationId: string, sent: Sent): void {
  let all = remembered.get(world);
  if (!all) remembered.set(world, (all = new Map()));
  const now = world.clock.now();
  for (const [key, { at }] of all) {
    if (at + INTERVAL_MS > now) break;
    all.delete(key);
  }
  all.set(`${queue}\n${deduplicationId}`, { sent, at: now });
}
