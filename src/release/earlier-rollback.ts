import type { LockState } from '../model/snapshot.ts';
import type { LiveNote } from './live-note.ts';
import { unfinishedBefore } from './lock-note.ts';

/** Marks of the runs that held the lock while this rollback waited. */
export type Met = Set<string>;

export function meet(met: Met, holder: LockState): void {
  for (const mark of unfinishedBefore(holder)) met.add(mark);
}

/**
 * True: what is live was made so by a rollback that this one waited for, or that died or failed on its way. Whoever asks
 * for a rollback then means that one: going back once more would take callers past a release that is well.
 */
export function isOfEarlier({ run }: LiveNote, lock: LockState | undefined, met: Met): boolean {
  if (run === undefined) return false;
  return met.has(run) || (lock !== undefined && unfinishedBefore(lock).includes(run));
}

export function noteOfEarlier({ chain }: LiveNote, service: string): string {
  const [live] = chain;
  return `r${live?.number ?? '?'} is live by the rollback before this one, which is finished now; ship rollback ${service} goes further back from it`;
}
