import type { LockState } from '../../model/snapshot.ts';
import { ShipError, exitCodes } from '../ship-error.ts';

export function lockHeld(lock: LockState): ShipError {
  return new ShipError({
    code: 'LOCK_HELD',
    exit: exitCodes.refused,
    summary: `${lock.owner ?? 'somebody'} holds the lock (${lock.purpose ?? 'unknown purpose'})`,
    why: `Held since ${lock.since ?? '?'}, until ${lock.expiresAt ?? '?'} unless renewed, which a living run does all the time. One run at a time changes a service.`,
    next: [
      'wait for it: run the same command with --wait 300; a dead run is waited for two minutes at most',
      'to go back in the middle of it: ship rollback <service> --now',
      'or, when that run is surely dead: ship unlock <service> --yes',
    ],
    cause: lock,
  });
}

export function lockLost(now: LockState | undefined): ShipError {
  return new ShipError({
    code: 'LOCK_LOST',
    exit: exitCodes.refused,
    summary: 'the lock was taken over by another run',
    why: now?.owner
      ? `${now.owner} holds it now (${now.purpose ?? '?'}): ${whyTaken(now)}.`
      : 'It is free: it was freed by hand, or by a rollback that has ended.',
    next: ['ship status', 'then run the same command again'],
  });
}

const whyTaken = ({ purpose = '' }: LockState): string =>
  purpose.startsWith('rollback')
    ? 'a rollback takes it from a run that watches, and with --now from any'
    : 'this run was paused for longer than the lock lasts, or somebody freed it';

export function overtaken(release: string, { why, cause }: ShipError): ShipError {
  return new ShipError({
    code: 'OVERTAKEN',
    exit: exitCodes.needsPerson,
    summary: `the lock was lost after callers had met ${release}`,
    why: `${why} ${release} was not taken back: whoever has the lock goes on from it. What this run had left to do, it did not do.`,
    next: ['ship status', 'wait for the other run, then run the same command again'],
    cause,
  });
}
