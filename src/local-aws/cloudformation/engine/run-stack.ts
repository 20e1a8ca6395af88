import type { World } from '../../kernel/world.ts';
import { forgetOldStacks } from '../stack/forget-old-stacks.ts';
import { setStackStatus, trimEvents } from '../stack/record.ts';
import { stacks } from '../stack/stack-rows.ts';
import { phases } from './phases.ts';

interface Running {
  readonly stacks: Map<string, Promise<void>>;
  isStopped: boolean;
}

const running = new WeakMap<World, Running>();

/** Works on in the background until the stack rests. What is running already goes on. */
export function runStack(world: World, stackId: string): Promise<void> {
  const all = running.get(world) ?? beginRunning(world);
  const known = all.stacks.get(stackId);
  if (known) return known;
  const run = runPhases(world, stackId)
    .catch((error: unknown) => {
      // What is under way when the server stops finds the store closed; it goes on after the next start.
      if (!all.isStopped) throw error;
    })
    .finally(() => all.stacks.delete(stackId));
  all.stacks.set(stackId, run);
  return run;
}

function beginRunning(world: World): Running {
  const all: Running = { stacks: new Map(), isStopped: false };
  running.set(world, all);
  world.onStop(() => {
    all.isStopped = true;
  });
  return all;
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
  forgetOldStacks(world);
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
