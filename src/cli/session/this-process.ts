import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Processes } from '../../release/index.ts';

/** `9f2c41aa:4711:88123`: machine, process id, birth. On the same machine the death of a lock's holder is seen at once. */
export function makeProcesses(): Processes {
  const machine = machineMark();
  return {
    mark: [machine, process.pid, birthOf(process.pid)].join(':'),
    isDead: (mark) => {
      const [where, pid, birth] = mark.split(':');
      if (where !== machine || !/^\d+$/.test(pid ?? '')) return false;
      return !isRunning(Number(pid)) || (birth !== '' && birthOf(Number(pid)) !== birth);
    },
  };
}

/** Two containers on one host see different processes: the boot and the space of process ids belong to the name. */
function machineMark(): string {
  const parts = [hostname(), ...['/proc/sys/kernel/random/boot_id'].map(textOf), linkOf('/proc/self/ns/pid')];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8);
}

/** Anything but a clear "no such process" counts as running: then the lease decides. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Field 22 of Linux's stat, after the name in parentheses, in clock ticks since the boot; empty where that is not known. */
function birthOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
