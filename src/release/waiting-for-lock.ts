import { ShipError } from '../errors/ship-error.ts';
import type { Ports } from './run-context.ts';

const PAUSE_MS = 2000;

/** Tries again while another run holds the lock or has moved the world, until the time the user gave is up. */
export async function waitingForLock<Value>(
  ports: Ports,
  waitMs: number,
  attempt: () => Promise<Value>,
): Promise<Value> {
  const deadline = ports.clock.monotonic() + waitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const busy = error instanceof ShipError && (error.code === 'LOCK_HELD' || error.code === 'STALE_PLAN');
      if (!busy || ports.clock.monotonic() + PAUSE_MS > deadline) throw error;
      ports.report({ kind: 'note', level: 'info', text: `waiting: ${error.message}` });
      await ports.clock.sleep(PAUSE_MS, ports.signal);
    }
  }
}
