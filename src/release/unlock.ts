import { lockAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { LockState } from '../model/snapshot.ts';
import type { Cloud } from './cloud.ts';
import { lockFunction } from './run-context.ts';
import { breakLock, parseLock } from './lock.ts';

/** Undefined: there is no lock, or it is free. */
export async function readLock(service: Service, cloud: Cloud): Promise<LockState | undefined> {
  const lock = parseLock(await cloud.readAlias(lockFunction(service), lockAlias));
  return lock?.owner ? lock : undefined;
}

/** Takes the lock from whoever was seen to hold it; refused by AWS when it has changed hands since. */
export function unlock(service: Service, cloud: Cloud, seen: LockState): Promise<void> {
  return breakLock(cloud, lockFunction(service), seen);
}
