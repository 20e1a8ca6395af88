import { notImplemented } from '../kernel/aws-error.ts';
import type { Invoker, World } from '../kernel/world.ts';

export function startExecution(_world: World): Invoker {
  return {
    invoke: () => Promise.reject(notImplemented('lambda', 'Invoke')),
    provision: () => Promise.resolve(),
    retire: () => undefined,
  };
}
