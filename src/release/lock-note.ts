import type { AliasState, LockState } from '../model/snapshot.ts';
import type { Clock } from './clock.ts';

/**
 * A lock that was not renewed for so long may be taken over. The difference to `proofMs` is what a holder's clock may be
 * off, and what a write may need to arrive.
 */
export const leaseMs = 120_000;
/** The holder renews so often, whatever it is busy with. */
export const beatMs = 20_000;
/** No write leaves a holder whose last proof of the lock is older. */
export const proofMs = 30_000;
/** Two beats missed and half a one late: this holder is probably dead, and worth the wait until its lease ends. */
const silentMs = 2.5 * beatMs;

export interface LockRequest {
  readonly functionName: string;
  readonly owner: string;
  readonly runId: string;
  /** `deploy r18`, `rollback to r16`. */
  readonly purpose: string;
  /** Which process on which machine: there its death is seen at once. */
  readonly process?: string;
  /** A rollback takes it from a run that only watches what it made live, and its end is that of unfinished ones before. */
  readonly goesBack?: boolean;
  /** Marks of runs that had it before and did not come to their end, latest first. */
  readonly after?: readonly string[];
}

interface Note {
  readonly o: string;
  readonly r: string;
  readonly p: string;
  /** Epoch seconds: taken, and when the lease ends unless it is renewed. */
  readonly s: number;
  readonly e: number;
  readonly m?: string;
  /** Marks, latest first. */
  readonly f?: string;
}

/** Short, and yet nobody else's among the few runs that it is told from: the end of a run's id is random. */
export const runMark = (runId: string): string => runId.slice(-6);

const KEPT_MARKS = 3;

/** Who had the lock before a run that takes it, or frees it for one that did not come to its end. */
export function unfinishedBefore({ runId, after = [] }: Pick<LockState, 'runId' | 'after'>): readonly string[] {
  return [...(runId === undefined ? [] : [runMark(runId)]), ...after].slice(0, KEPT_MARKS);
}

/** `unfinished`: marks of runs that did not come to their end. */
export function freeNote(unfinished: readonly string[] = []): string {
  return `ship-lock free${unfinished.length > 0 ? ` after ${unfinished.join(' ')}` : ''}`;
}

/** Below the 256 characters of an alias's description, whatever the names are. */
export function formatLock(
  { owner, runId, purpose, process, after = [] }: LockRequest,
  takenAt: Date,
  clock: Clock,
): string {
  const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
  const content: Note = {
    o: cut(owner, 54),
    r: runId,
    p: cut(purpose, 40),
    s: seconds(takenAt),
    e: seconds(clock.now()) + leaseMs / 1000,
    ...(process && { m: process.slice(0, 40) }),
    ...(after.length > 0 && { f: after.join(' ') }),
  };
  return `ship-lock ${JSON.stringify(content)}`;
}

/** So many characters of JSON: what has to be escaped in it takes more than one. */
function cut(text: string, length: number): string {
  const kept = text.slice(0, length);
  return JSON.stringify(kept).length - 2 <= length ? kept : cut(kept.slice(0, -1), length);
}

/** An alias's description is the lock's content, its RevisionId the swap (aws-contract 8); it pins nothing, being on $LATEST. */
export function parseLock(alias: AliasState | undefined): LockState | undefined {
  if (!alias) return undefined;
  const text = /^ship-lock (\{.*\})$/.exec(alias.description)?.[1];
  if (!text) return freeState(alias);
  const note = parseNote(text);
  // Nobody can say whose it is: it is treated as one that has run out.
  if (!note) return { revisionId: alias.revisionId, owner: 'an unreadable note' };
  return {
    revisionId: alias.revisionId,
    owner: note.o,
    runId: note.r,
    purpose: note.p,
    since: new Date(note.s * 1000).toISOString(),
    expiresAt: new Date(note.e * 1000).toISOString(),
    ...(note.m && { process: note.m }),
    ...(note.f && { after: note.f.split(' ') }),
  };
}

function freeState({ description, revisionId }: AliasState): LockState {
  const marks = /^ship-lock free after ([\w -]+)$/.exec(description)?.[1];
  return { revisionId, ...(marks && { after: marks.split(' ') }) };
}

function parseNote(text: string): Note | undefined {
  try {
    const note = JSON.parse(text) as Partial<Note>;
    const isWhole = typeof note.o === 'string' && typeof note.r === 'string' && isTime(note.s) && isTime(note.e);
    return isWhole ? ({ ...note, p: String(note.p) } as Note) : undefined;
  } catch {
    return undefined;
  }
}

const isTime = (seconds: unknown): boolean => typeof seconds === 'number' && Math.abs(seconds) < 8e12;

/** The purpose of a run that waits and writes nothing: a rollback need not wait for it. */
export const watchPurpose = (release: string, percent: number): string =>
  `watch ${release} ${percent === 100 ? 'live' : `at ${percent} %`}`;

export function isWatching(lock: LockState | undefined): boolean {
  return lock?.purpose?.startsWith('watch ') ?? false;
}

export function isHeld(lock: LockState | undefined, now: Date): boolean {
  return lock?.owner !== undefined && new Date(lock.expiresAt ?? 0) > now;
}

/** Held, but its holder has missed more than two of its renewals. */
export function isSilent(lock: LockState, now: Date): boolean {
  const renewedAt = new Date(lock.expiresAt ?? 0).getTime() - leaseMs;
  return now.getTime() - renewedAt > silentMs;
}
