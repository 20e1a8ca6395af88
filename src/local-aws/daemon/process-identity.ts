import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same id: when it was born. Undefined when there is no such process.
 * Linux says so in /proc (field 22 of stat, after the name in parentheses); elsewhere `ps` does.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie (Z) holds its id but does nothing any more.
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined; // No such process, or not ours to ask: then it is not our daemon either.
  }
}
