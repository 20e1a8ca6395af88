import type { World } from '../kernel/world.ts';

const stopped = new WeakSet<World>();

/** Called at a world's start: what is still to come when it stops never happens; the next start takes it up again. */
export function dropLaterAtStop(world: World): void {
  world.onStop(() => void stopped.add(world));
}

export const isStopped = (world: World): boolean => stopped.has(world);

/** Does what AWS does in the background, after the time that this takes. */
export function later(world: World, transition: string, act: () => void): void {
  void world.clock.sleep(world.clock.duration(transition)).then(() => {
    if (!isStopped(world)) act();
  });
}
