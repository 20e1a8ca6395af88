// Processor time of processes, from /proc. Elsewhere than on Linux nothing is known.
import { readFileSync } from 'node:fs';

/** The kernel counts in ticks of 10 ms. */
const TICK_MS = 10;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Children, and theirs, down to a depth. */
export function descendantsOf(pid, depth = Infinity) {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  if (depth === 1) return children;
  return children.flatMap((child) => [child, ...descendantsOf(child, depth - 1)]);
}

/** Of a process and everything below it that lives. */
export function cpuMsBelow(pid) {
  const ticks = [pid, ...descendantsOf(pid)].map((each) => {
    const [, user = NaN, system = NaN] = /\) \S+(?: \S+){10} (\d+) (\d+)/.exec(read(`/proc/${each}/stat`)) ?? [];
    return Number(user) + Number(system);
  });
  return ticks.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0) * TICK_MS;
}
