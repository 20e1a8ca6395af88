import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/**
 * Resident memory of a process in bytes, from /proc; undefined elsewhere. Inside bubblewrap the function's process is a
 * descendant: bwrap, its init, the command.
 */
export function readRssBytes(pid: number, { wrapped }: { readonly wrapped: boolean }): number | undefined {
  try {
    const target = wrapped ? innermost(pid) : pid;
    // The second number: resident pages. Shared pages count, as in Lambda's "Max Memory Used".
    return Number(readFileSync(`/proc/${target}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES;
  } catch {
    // The process has ended, or this is not Linux.
    return undefined;
  }
}

function innermost(pid: number): number {
  for (let at = pid, depth = 0; ; depth++) {
    const child = readFileSync(`/proc/${at}/task/${at}/children`, 'latin1').split(' ')[0];
    if (!child || depth === 2) return at;
    at = Number(child);
  }
}
