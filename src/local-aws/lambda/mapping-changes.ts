import type { World } from '../kernel/world.ts';

const listeners = new WeakMap<World, Set<() => void>>();

/** Calls `listener` whenever an event source mapping came, changed or went; answers what ends that. */
export function onMappingChange(world: World, listener: () => void): () => void {
  const known = listeners.get(world) ?? new Set<() => void>();
  listeners.set(world, known);
  known.add(listener);
  return () => known.delete(listener);
}

export function tellMappingChange(world: World): void {
  for (const listener of listeners.get(world) ?? []) listener();
}
