import { lockHeld } from '../errors/catalogue/lock-errors.ts';
import { worldMoved } from '../errors/catalogue/release-errors.ts';
import { lockAlias } from '../model/release.ts';
import type { AliasState, LockState } from '../model/snapshot.ts';
import type { Clock } from './clock.ts';
import { type Cloud, CloudError } from './cloud.ts';
import { holdLock, type HeldLock } from './held-lock.ts';
import {
  formatLock,
  freeNote,
  isHeld,
  isWatching,
  type LockRequest,
  parseLock,
  unfinishedBefore,
} from './lock-note.ts';

export type { HeldLock, LockEnd } from './held-lock.ts';
export { isHeld, isWatching, type LockRequest, parseLock, watchPurpose } from './lock-note.ts';

/**
 * Takes the lock when it is absent, free, expired or already this run's; otherwise throws LOCK_HELD with its holder, and
 * STALE_PLAN when another run had it since it was `planned` on: what that run did is not in the plan.
 */
export async function takeLock(
  cloud: Cloud,
  clock: Clock,
  request: LockRequest,
  was: { readonly planned?: LockState | undefined; readonly seen?: LockState | undefined },
): Promise<HeldLock> {
  const current = was.planned ?? was.seen ?? parseLock(await cloud.readAlias(request.functionName, lockAlias));
  const take = was.planned ? { ...request, planned: true } : request;
  const began = { monotonic: clock.monotonic(), now: clock.now() };
  const taken = current ? await swap(cloud, clock, take, current) : await create(cloud, clock, take);
  return holdLock(cloud, clock, taken.request, { ...taken, ...began });
}

interface Written {
  readonly alias: AliasState;
  /** With what was found in its place. */
  readonly request: LockRequest;
  readonly isLate: boolean;
}

async function create(cloud: Cloud, clock: Clock, request: LockRequest): Promise<Written> {
  const { functionName } = request;
  try {
    const description = formatLock(request, clock.now(), clock);
    const alias = await cloud.createAlias(functionName, { name: lockAlias, version: '$LATEST', description });
    return { alias, request, isLate: false };
  } catch (error) {
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
    // Somebody was faster, or the answer to our own first try was lost: what stands there decides.
    const now = parseLock(await cloud.readAlias(functionName, lockAlias));
    return swap(cloud, clock, { ...request, isLate: now?.runId !== request.runId }, now);
  }
}

async function swap(
  cloud: Cloud,
  clock: Clock,
  asked: LockRequest & { readonly planned?: boolean; readonly isLate?: boolean },
  seen: LockState | undefined,
): Promise<Written> {
  const request = { ...asked, after: leftUnfinished(asked, seen) };
  if (seen && seen.runId !== request.runId && isInTheWay(seen, clock, request)) throw lockHeld(seen);
  try {
    const alias = await cloud.updateAlias(request.functionName, {
      name: lockAlias,
      description: formatLock(request, clock.now(), clock),
      ...(seen ? { revisionId: seen.revisionId } : {}),
    });
    return { alias, request, isLate: asked.isLate === true };
  } catch (error) {
    if (!isLostSwap(error)) throw error;
    const now = parseLock(await cloud.readAlias(request.functionName, lockAlias));
    const isOthers = now?.runId !== request.runId;
    if (now && isOthers && isInTheWay(now, clock, request)) throw lockHeld(now);
    // The look's reads are not of one moment: after another run's writes they may even contradict each other.
    const isLate = isOthers && !stillWatches(seen, now);
    if (isLate && request.planned) throw worldMoved('the deploy lock', 'free', 'free again after another run had it');
    return swap(cloud, clock, { ...request, isLate: isLate || asked.isLate === true }, now);
  }
}

/** Found in place of a lock that its run gave back: whoever takes it keeps in mind what may be left to finish. */
function leftUnfinished({ runId }: LockRequest, seen: LockState | undefined): readonly string[] {
  if (!seen) return [];
  return seen.runId === runId ? (seen.after ?? []) : unfinishedBefore(seen);
}

/** A run that watches renews its lock all the while; at the same step of it nothing has been written since. */
function stillWatches(seen: LockState | undefined, now: LockState | undefined): boolean {
  return isWatching(now) && seen?.runId === now?.runId && seen?.purpose === now?.purpose;
}

function isInTheWay(lock: LockState, clock: Clock, { goesBack }: LockRequest): boolean {
  return isHeld(lock, clock.now()) && !(goesBack === true && isWatching(lock));
}

/** Frees the lock whoever holds it, and says whose it was; fails when it changed hands meanwhile. */
export async function breakLock(cloud: Cloud, functionName: string, seen: LockState): Promise<void> {
  await cloud.updateAlias(functionName, {
    name: lockAlias,
    description: freeNote(unfinishedBefore(seen)),
    revisionId: seen.revisionId,
  });
}

export function isLostSwap(error: unknown): boolean {
  return error instanceof CloudError && error.name === 'PreconditionFailedException';
}
