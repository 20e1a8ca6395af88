import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const PAGE_BYTES = 4096;
/** Generations from bwrap to the function's process: its init, the command. */
const WRAPPED_DEPTH = 2;

const line = Buffer.alloc(128);

/**
 * Resident memory of one process, from /proc. Read forty times a second for each busy environment, so a process inside
 * bubblewrap is looked for once, and its file stays open.
 */
export class MemoryGauge {
  readonly #pid: number;
  readonly #depth: number;
  #file: number | undefined;

  constructor(pid: number, { wrapped }: { readonly wrapped: boolean }) {
    this.#pid = pid;
    this.#depth = wrapped ? WRAPPED_DEPTH : 0;
  }

  /** In bytes; undefined when the process is not there (yet, or any more), or this is not Linux. */
  read(): number | undefined {
    try {
      this.#file ??= openSync(`/proc/${descendant(this.#pid, this.#depth)}/statm`, 'r');
      const length = readSync(this.#file, line, 0, line.length, 0);
      // The second number: resident pages. Shared pages count, as in Lambda's "Max Memory Used".
      return Number(line.toString('latin1', 0, length).split(' ')[1]) * PAGE_BYTES;
    } catch {
      return undefined;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** Throws as long as it does not exist. */
function descendant(pid: number, depth: number): number {
  if (depth === 0) return pid;
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ');
  if (!child) throw new Error('No child yet.');
  return descendant(Number(child), depth - 1);
}
