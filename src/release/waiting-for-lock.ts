import { ShipError } from '../errors/ship-error.ts';
import type { Service } from '../model/service.ts';
import type { LockState } from '../model/snapshot.ts';
import { CloudError } from './cloud.ts';
import { breakLock } from './lock.ts';
import { isSilent } from './lock-note.ts';
import { type Ports, lockFunction } from './run-context.ts';

const PAUSE_MS = 2000;

interface Waiting {
  readonly service: Service;
  readonly waitMs: number;
  /** Told of whoever is met holding the lock. */
  readonly onHolder?: (holder: LockState) => void;
  /** Given: who holds the lock loses it at once, and is told here. */
  readonly takeOver?: (holder: LockState) => void;
}

/**
 * Tries again while another run holds the lock or has moved the world, until the time the user gave is up. A dead holder
 * costs less: its lock is freed at once where its process is seen to be gone, and waited for where it gives no sign of life.
 */
export async function waitingForLock<Value>(
  ports: Ports,
  { service, waitMs, onHolder, takeOver }: Waiting,
  attempt: () => Promise<Value>,
): Promise<Value> {
  const { clock, report } = ports;
  const deadline = clock.monotonic() + waitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ShipError) || !busy.has(error.code)) throw error;
      const holder = error.code === 'LOCK_HELD' ? (error.cause as LockState) : undefined;
      if (holder) onHolder?.(holder);
      if (holder && (await freedFromTheDead(ports, service, holder))) continue;
      if (holder && takeOver) {
        await takeFrom(ports, service, holder);
        takeOver(holder);
        continue;
      }
      const leaseEndsInMs = holder && isSilent(holder, clock.now()) ? endsInMs(ports, holder) : undefined;
      const pauseMs = leaseEndsInMs ?? PAUSE_MS;
      if (leaseEndsInMs === undefined && clock.monotonic() + pauseMs > deadline) throw error;
      report({ kind: 'note', level: 'info', text: `waiting: ${error.message}` });
      await clock.sleep(pauseMs, ports.signal);
    }
  }
}

const busy: ReadonlySet<string> = new Set(['LOCK_HELD', 'STALE_PLAN']);

/** Of a holder without a sign of life; it is looked at again now and then, for it may only have been cut off. */
const endsInMs = ({ clock }: Ports, { expiresAt = '' }: LockState): number =>
  Math.min(10_000, Math.max(500, new Date(expiresAt).getTime() - clock.now().getTime() + 500));

/** True: the process that holds it is seen to be gone, and it is free now. */
export async function freedFromTheDead(ports: Ports, service: Service, holder: LockState): Promise<boolean> {
  const { processes, report } = ports;
  if (!processes || holder.process === undefined || !processes.isDead(holder.process)) return false;
  await freeIfUnchanged(ports, service, holder);
  report({ kind: 'note', level: 'info', text: `${holder.purpose} by ${holder.owner} died: its lock was freed` });
  return true;
}

async function takeFrom(ports: Ports, service: Service, holder: LockState): Promise<void> {
  await freeIfUnchanged(ports, service, holder);
  const text = `the lock was taken from ${holder.owner} (${holder.purpose}), whose run stops at its next write`;
  ports.report({ kind: 'note', level: 'warning', text });
}

/** Renewed, given back or deleted with its function meanwhile: the next attempt sees how it is. */
async function freeIfUnchanged({ cloud }: Ports, service: Service, holder: LockState): Promise<void> {
  try {
    await breakLock(cloud, lockFunction(service), holder);
  } catch (error) {
    const isOther = error instanceof CloudError && /^(PreconditionFailed|ResourceNotFound)Exception$/.test(error.name);
    if (!isOther) throw error;
  }
}
