import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';

/** A takeover that a killed process left behind. */
const TAKEOVER_STALE_MS = 5000;

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/** Makes the file if there is none; false if there is. */
function createExclusively(path: string, content: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, content);
    closeSync(file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** An empty lock is one that is being written: it is held, unless that was long ago. */
function isHeld(path: string, content: string): boolean {
  if (content === '') return ageMs(path) < TAKEOVER_STALE_MS;
  const [pid, identity] = content.split(' ');
  return processIdentity(Number(pid)) === identity;
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

/** Removes a lock whose owner is dead. Only one process at a time may, or two could each remove the other's new lock. */
function removeStale(path: string): void {
  const takeover = `${path}.takeover`;
  if (ageMs(takeover) > TAKEOVER_STALE_MS) rmSync(takeover, { force: true });
  if (!createExclusively(takeover, String(process.pid))) return;
  try {
    const content = readIfThere(path);
    if (content !== undefined && !isHeld(path, content)) rmSync(path);
  } finally {
    rmSync(takeover, { force: true });
  }
}

/** The living process that holds the folder, if any. */
export function lockOwner(dir: string): number | undefined {
  const path = join(dir, 'lock');
  const content = readIfThere(path);
  return content && isHeld(path, content) ? Number(content.split(' ')[0]) : undefined;
}

/**
 * One daemon per folder: answers the release of the lock, or undefined when a living process holds it.
 * The lock of a process that was killed, also when its id is in use again, is taken over.
 */
export function takeLock(dir: string): (() => void) | undefined {
  const path = join(dir, 'lock');
  const mine = `${process.pid} ${processIdentity(process.pid)}`;
  for (let attempt = 0; attempt < 2; attempt++) {
    if (createExclusively(path, mine)) return () => readIfThere(path) === mine && rmSync(path, { force: true });
    const content = readIfThere(path);
    if (content !== undefined && isHeld(path, content)) return undefined;
    removeStale(path);
  }
  return createExclusively(path, mine) ? () => rmSync(path, { force: true }) : undefined;
}
