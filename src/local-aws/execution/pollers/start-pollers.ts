import type { World } from '../../kernel/world.ts';

export function startPollers(_world: World): { readonly stop: () => void } {
  return { stop: () => undefined };
}
