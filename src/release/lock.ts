import { ShipError } from '../errors/ship-error.ts';
import { lockHeld, lockLost, worldMoved } from '../errors/catalogue/release-errors.ts';
import { lockAlias } from '../model/release.ts';
import type { AliasState, LockState } from '../model/snapshot.ts';
import type { Clock } from './clock.ts';
import { type Cloud, CloudError } from './cloud.ts';

/** Generous: a holder's clock may be off, and a dead holder costs others only this wait. */
export const lockMinutes = 15;

export interface LockRequest {
  readonly functionName: string;
  readonly owner: string;
  readonly runId: string;
  /** `deploy r18`, `rollback to r16`. */
  readonly purpose: string;
}

export interface HeldLock {
  /** Compare-and-swap; throws LOCK_LOST when somebody took it over. */
  readonly renew: () => Promise<void>;
  readonly release: () => Promise<void>;
}

interface Note {
  readonly o: string;
  readonly r: string;
  readonly p: string;
  /** Epoch seconds. */
  readonly s: number;
  readonly e: number;
}

const FREE = 'ship-lock free';

/** An alias's description is the lock's content, its RevisionId the swap (aws-contract 8); it pins nothing, being on $LATEST. */
export function parseLock(alias: AliasState | undefined): LockState | undefined {
  if (!alias) return undefined;
  const text = /^ship-lock (\{.*\})$/.exec(alias.description)?.[1];
  if (!text) return { revisionId: alias.revisionId };
  const note = JSON.parse(text) as Note;
  return {
    revisionId: alias.revisionId,
    owner: note.o,
    runId: note.r,
    purpose: note.p,
    since: new Date(note.s * 1000).toISOString(),
    expiresAt: new Date(note.e * 1000).toISOString(),
  };
}

export function isHeld(lock: LockState | undefined, now: Date): boolean {
  return lock?.owner !== undefined && new Date(lock.expiresAt ?? 0) > now;
}

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
  const alias = current ? await swap(cloud, clock, take, current) : await create(cloud, clock, take);
  return heldLock(cloud, clock, request, alias);
}

async function create(cloud: Cloud, clock: Clock, request: LockRequest): Promise<AliasState> {
  const { functionName } = request;
  try {
    return await cloud.createAlias(functionName, {
      name: lockAlias,
      version: '$LATEST',
      description: note(clock, request),
    });
  } catch (error) {
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
    // Somebody was faster, or the answer to our own first try was lost: what stands there decides.
    return swap(cloud, clock, request, parseLock(await cloud.readAlias(functionName, lockAlias)));
  }
}

async function swap(
  cloud: Cloud,
  clock: Clock,
  request: LockRequest & { readonly planned?: boolean },
  seen: LockState | undefined,
): Promise<AliasState> {
  if (seen && seen.runId !== request.runId && isHeld(seen, clock.now())) throw lockHeld(seen);
  try {
    return await cloud.updateAlias(request.functionName, {
      name: lockAlias,
      description: note(clock, request),
      ...(seen ? { revisionId: seen.revisionId } : {}),
    });
  } catch (error) {
    if (!isLostSwap(error)) throw error;
    const now = parseLock(await cloud.readAlias(request.functionName, lockAlias));
    const isOthers = now?.runId !== request.runId;
    if (now && isOthers && isHeld(now, clock.now())) throw lockHeld(now);
    // The look's reads are not of one moment: after another run's writes they may even contradict each other.
    if (isOthers && request.planned) throw worldMoved('the deploy lock', 'free', 'free again after another run had it');
    return swap(cloud, clock, request, now);
  }
}

function heldLock(cloud: Cloud, clock: Clock, request: LockRequest, taken: AliasState): HeldLock {
  let revisionId = taken.revisionId;
  const write = async (description: string): Promise<void> => {
    const alias = await cloud.updateAlias(request.functionName, { name: lockAlias, description, revisionId });
    revisionId = alias.revisionId;
  };
  /** After a lost answer our own write has moved the revision: who stands in the description decides. */
  const writeOrLose = async (description: string): Promise<void> => {
    try {
      await write(description);
    } catch (error) {
      if (!isLostSwap(error)) throw error;
      const now = parseLock(await cloud.readAlias(request.functionName, lockAlias));
      if (now?.runId !== request.runId) throw lockLost(now);
      revisionId = now.revisionId;
      await write(description);
    }
  };
  return {
    renew: () => writeOrLose(note(clock, request)),
    // Never DeleteAlias: it could delete somebody else's lock. A lock that is no longer ours is left alone.
    release: () =>
      writeOrLose(FREE).catch((error: unknown) => {
        if (!(error instanceof ShipError)) throw error;
      }),
  };
}

/** Frees the lock whoever holds it, as a person asked for it; fails when it changed hands meanwhile. */
export async function breakLock(cloud: Cloud, functionName: string, seen: LockState): Promise<void> {
  await cloud.updateAlias(functionName, { name: lockAlias, description: FREE, revisionId: seen.revisionId });
}

function note(clock: Clock, { owner, runId, purpose }: LockRequest): string {
  const now = Math.floor(clock.now().getTime() / 1000);
  const content: Note = { o: owner.slice(0, 60), r: runId, p: purpose.slice(0, 40), s: now, e: now + lockMinutes * 60 };
  return `ship-lock ${JSON.stringify(content)}`;
}

function isLostSwap(error: unknown): boolean {
  return error instanceof CloudError && error.name === 'PreconditionFailedException';
}
