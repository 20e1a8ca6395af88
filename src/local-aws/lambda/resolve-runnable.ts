import { notImplemented } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import type { Runnable } from './runnable.ts';

/** Name (any ARN form) and qualifier -> what to run. Throws AwsError ResourceNotFoundException, ResourceConflictException (Pending), ... */
export function resolveRunnable(_world: World, _functionName: string, _qualifier?: string): Runnable {
  throw notImplemented('lambda', 'Invoke');
}
