import { lockHeld } from '../errors/catalogue/lock-errors.ts';
import { foundationFailed } from '../errors/catalogue/release-errors.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isHeld } from './lock.ts';
import { poll } from './poll.ts';
import type { Ports } from './run-context.ts';

const minutes = 60;

/**
 * A destroy that died leaves CloudFormation deleting: what was seen of the service is on its way out, and no plan made
 * from it would hold. True: there was one, it has ended, well or not, and everything is to be looked at again.
 */
export async function whenDeleted(ports: Ports, { stack, lock }: Snapshot): Promise<boolean> {
  const { cloud, clock, signal } = ports;
  if (stack?.status !== 'DELETE_IN_PROGRESS') return false;
  if (lock && isHeld(lock, clock.now())) throw lockHeld(lock);
  const text = `stack ${stack.name} is being deleted: waiting until it is gone`;
  ports.report({ kind: 'note', level: 'info', text });
  const pace = { firstMs: 1000, maxMs: 10_000, timeoutMs: minutes * 60_000, signal };
  const ended = await poll(clock, pace, async () => {
    const now = await cloud.describeStack(stack.name);
    return now?.status === 'DELETE_IN_PROGRESS' ? undefined : true;
  });
  if (!ended) throw foundationFailed(stack.name, `the stack was still being deleted after ${minutes} minutes`);
  return true;
}
