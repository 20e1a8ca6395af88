import { lockLost } from '../errors/catalogue/lock-errors.ts';
import { ShipError } from '../errors/ship-error.ts';
import { lockAlias } from '../model/release.ts';
import type { AliasState } from '../model/snapshot.ts';
import type { Clock } from './clock.ts';
import { type Cloud, CloudError } from './cloud.ts';
import { beatMs, formatLock, freeNote, type LockRequest, parseLock, unfinishedBefore } from './lock-note.ts';

/** What is left for the next run: nothing, what this one found unfinished, or that and what it began itself. */
export type LockEnd = 'whole' | 'as found' | 'unfinished';

export interface HeldLock {
  /** Another run had it between being seen and being taken. */
  readonly isLate: boolean;
  /** Of all that was found unfinished this one counts: it stays in the note, however many more runs die over it. */
  readonly keepInMind: (mark: string) => void;
  /** Compare-and-swap, unless one proved the lock ours less than `withinMs` ago; throws LOCK_LOST when somebody took it over. */
  readonly prove: (withinMs: number) => Promise<void>;
  /**
   * Says what this run does now, by a swap at once; without a purpose what it took the lock for. While it says that it
   * only watches, a rollback may take the lock: nothing else may be written then.
   */
  readonly declare: (purpose?: string) => Promise<void>;
  /** Once, however often it is asked for. False: it was no longer ours. */
  readonly release: (end?: LockEnd) => Promise<boolean>;
  /** The function it is on goes, and the lock with it. */
  readonly forget: () => void;
}

interface Taken {
  readonly isLate: boolean;
  readonly alias: AliasState;
  /** When the swap that took it began. */
  readonly monotonic: number;
  readonly now: Date;
}

/** Keeps a lock that was taken: renews it in the background, and proves on demand that it is still ours. */
export function holdLock(cloud: Cloud, clock: Clock, request: LockRequest, taken: Taken): HeldLock {
  const held = new Held(cloud, clock, request, taken);
  // A beat that fails shows when the next write asks for a proof.
  const stop = clock.every(beatMs, () => void held.prove(0).catch(() => undefined));
  let freed: Promise<boolean> | undefined;
  return {
    prove: (withinMs) => held.prove(withinMs),
    declare: (purpose) => held.declare(purpose),
    forget: stop,
    isLate: taken.isLate,
    keepInMind: (mark) => held.keepInMind(mark),
    release: (end = 'whole') => {
      stop();
      return (freed ??= held.free(end));
    },
  };
}

class Held {
  readonly #cloud: Cloud;
  readonly #clock: Clock;
  #request: LockRequest;
  readonly #takenAt: Date;
  #purpose: string;
  #revisionId: string;
  #proven: { readonly monotonic: number; readonly now: Date };
  #lost: ShipError | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(cloud: Cloud, clock: Clock, request: LockRequest, taken: Taken) {
    this.#cloud = cloud;
    this.#clock = clock;
    this.#request = request;
    this.#takenAt = taken.now;
    this.#purpose = request.purpose;
    this.#revisionId = taken.alias.revisionId;
    this.#proven = taken;
  }

  async prove(withinMs: number): Promise<void> {
    if (this.#lost) throw this.#lost;
    if (this.#ageMs() < withinMs) return;
    await this.#inTurn(async () => {
      // Whoever was before in the turn may have proved it.
      if (withinMs > 0 && this.#ageMs() < withinMs) return;
      const began = { monotonic: this.#clock.monotonic(), now: this.#clock.now() };
      const request = { ...this.#request, purpose: this.#purpose };
      await this.#writeOrLose(formatLock(request, this.#takenAt, this.#clock));
      this.#proven = began;
    });
  }

  async declare(purpose = this.#request.purpose): Promise<void> {
    this.#purpose = purpose;
    await this.prove(0);
  }

  keepInMind(mark: string): void {
    this.#request = { ...this.#request, after: [mark] };
  }

  /** Never DeleteAlias: it could delete somebody else's lock. A lock that is no longer ours is left alone. */
  async free(end: LockEnd): Promise<boolean> {
    const { runId, after = [] } = this.#request;
    const note = freeNote({ whole: [], 'as found': after, unfinished: unfinishedBefore({ runId, after }) }[end]);
    try {
      if (!this.#lost) await this.#inTurn(() => this.#writeOrLose(note));
    } catch (error) {
      if (!(error instanceof ShipError)) throw error;
    }
    return this.#lost === undefined;
  }

  /** Two clocks: a machine that slept may not count it in the one, and the other may be set back. */
  #ageMs(): number {
    const { monotonic, now } = this.#proven;
    return Math.max(this.#clock.monotonic() - monotonic, this.#clock.now().getTime() - now.getTime());
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  /** After a lost answer our own write has moved the revision: who stands in the description decides. */
  async #writeOrLose(description: string): Promise<void> {
    try {
      await this.#write(description);
    } catch (error) {
      if (!(error instanceof CloudError && error.name === 'PreconditionFailedException')) throw error;
      const now = parseLock(await this.#cloud.readAlias(this.#request.functionName, lockAlias));
      if (now?.runId !== this.#request.runId) throw (this.#lost = lockLost(now));
      this.#revisionId = now.revisionId;
      await this.#write(description);
    }
  }

  async #write(description: string): Promise<void> {
    const input = { name: lockAlias, description, revisionId: this.#revisionId };
    const alias = await this.#cloud.updateAlias(this.#request.functionName, input);
    this.#revisionId = alias.revisionId;
  }
}
