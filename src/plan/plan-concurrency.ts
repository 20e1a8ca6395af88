import type { Concurrency } from '../model/concurrency.ts';
import type { Step } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { planReservations } from './plan-reservations.ts';
import { planWarmth, type WarmthFacts } from './plan-warmth.ts';

/** What is warm and what is reserved, as a release wants it. What is given back first: Lambda refuses a reservation below what is warm. */
export function planConcurrency(
  { warm, reserved }: Concurrency,
  snapshot: Snapshot,
  release: Pick<WarmthFacts, 'live' | 'versionOf' | 'name'>,
): readonly Step[] {
  return [...planWarmth({ warm, snapshot, ...release }), ...planReservations(reserved, snapshot)];
}
