import type { World } from '../../kernel/world.ts';
import { setStackStatus, trimEvents } from '../stack/record.ts';
import { stacks } from '../stack/stack-rows.ts';
import { phases } from './phases.ts';

const running = new WeakMap<World, Map<string, Promise<void>>>();

/** Works on in the background until the stack rests. What is running already goes on. */
export function runStack(world: World, stackId: string): Promise<void> {
  let all = running.get(world);
  if (!all) running.set(world, (all = new Map()));
  const known = all.get(stackId);
  if (known) return known;
  const run = runPhases(world, stackId).finally(() => all.delete(stackId));
  all.set(stackId, run);
  return run;
}

async function runPhases(world: World, stackId: string): Promise<void> {
  // The caller answers first.
  await world.clock.sleep(world.clock.duration('cloudformation.stack'));
  for (;;) {
    const stack = stacks(world).get(stackId);
    const phase = stack && phases[stack.status];
    if (!phase) break;
    try {
      await phase(world, stack);
    } catch (error) {
      setStackStatus(world, stackId, failedStatus(stack.status), `Internal Failure: ${String(error)}`);
    }
  }
  trimEvents(world, stackId);
}

/** A fault of the local AWS itself must not leave a stack IN_PROGRESS for ever. */
function failedStatus(status: string): string {
  if (status.startsWith('UPDATE_ROLLBACK')) return 'UPDATE_ROLLBACK_FAILED';
  if (status.startsWith('UPDATE')) return 'UPDATE_FAILED';
  return status.replace('IN_PROGRESS', 'FAILED');
}

/** After a restart: everything that was under way goes on. */
export function resumeStacks(world: World): void {
  for (const { stackId, status } of stacks(world).values()) {
    if (phases[status]) void runStack(world, stackId);
  }
}
