import type { World } from '../kernel/world.ts';

type Listener = () => void;

const listeners = new WeakMap<World, Map<string, Set<Listener>>>();

function listenersOf(world: World, topic: string): Set<Listener> {
  const topics = listeners.get(world) ?? new Map<string, Set<Listener>>();
  listeners.set(world, topics);
  const known = topics.get(topic) ?? new Set<Listener>();
  topics.set(topic, known);
  return known;
}

/** Calls `listener` whenever something came to the stream; answers what ends that. Nobody has to look now and then. */
export function onRecords(world: World, streamArn: string, listener: Listener): () => void {
  const known = listenersOf(world, streamArn);
  known.add(listener);
  return () => known.delete(listener);
}

export function tellRecords(world: World, streamArn: string): void {
  for (const listener of listeners.get(world)?.get(streamArn) ?? []) listener();
}
