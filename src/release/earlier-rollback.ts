import type { LockState } from '../model/snapshot.ts';
import type { LiveNote } from './live-note.ts';
import { unfinishedBefore } from './lock-note.ts';

/** What a rollback has come to know of others since it began. */
export interface Met {
  /** Marks of the runs that held the lock while it waited. */
  readonly holders: Set<string>;
  /** What was live when it looked first; without a run where another one may have been at work before that. */
  first?: Pick<LiveNote, 'run'>;
}

export function meet({ holders }: Met, holder: LockState): void {
  for (const mark of unfinishedBefore(holder)) holders.add(mark);
}

/**
 * True: what is live was made so by a rollback that this one waited for or was overtaken by, or that died or failed on its
 * way. Whoever asks for a rollback then means that one: going back once more would take callers past a release that is well.
 */
export function isOfEarlier({ run }: LiveNote, lock: LockState | undefined, { holders, first }: Met): boolean {
  if (run === undefined) return false;
  if (holders.has(run) || (first !== undefined && first.run !== run)) return true;
  return lock !== undefined && unfinishedBefore(lock).includes(run);
}

export function noteOfEarlier({ chain }: LiveNote, service: string, { dryRun }: { readonly dryRun: boolean }): string {
  const what = `r${chain[0]?.number ?? '?'} is live by the rollback before this one`;
  return dryRun
    ? `${what}: ship rollback ${service} finishes that one, and only the next goes further back from it`
    : `${what}, which is finished now; ship rollback ${service} goes further back from it`;
}
