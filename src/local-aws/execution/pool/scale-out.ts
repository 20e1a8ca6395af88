import { cpus } from 'node:os';

export interface Load {
  readonly environments: number;
  /** Still in their init phase, from an earlier look at the queue: they may be all it takes. */
  readonly starting: number;
  /** Started in this look. */
  readonly justStarted: number;
  /** Environments that may start without a question. */
  readonly maxEnvironments: number;
  /** How long the first of the queue has waited. */
  readonly waitedMs: number;
  /** Since a request of this version was last answered. */
  readonly sinceAnswerMs: number;
  /** Share of the machine's processors that had nothing to do lately, 0 to 1. */
  readonly idleShare: number;
}

const SHORT_WAIT_MS = 100;
const STUCK_MS = 500;
/** More starts at once would only slow each other down. */
const STARTS_AT_ONCE = 4;

/**
 * Lambda starts an environment for each request that finds none free. On one machine a burst would start hundreds of
 * processes that all get slower: above a ceiling a request waits a moment for a free one. Handlers that wait for
 * something else (the processors are idle), or for each other (nothing is answered), get theirs all the same.
 */
export function mayStartAnother(load: Load): boolean {
  if (load.environments < load.maxEnvironments) return true;
  if (load.justStarted >= STARTS_AT_ONCE || load.waitedMs < SHORT_WAIT_MS) return false;
  if (load.starting > 0 && load.waitedMs < STUCK_MS) return false;
  return load.idleShare > 0.25 || load.sinceAnswerMs > STUCK_MS;
}

/** Measures `idleShare` from one call to the next. */
export function createIdleMeter(): () => number {
  let last = total();
  let share = 0;
  return () => {
    const now = total();
    const all = now.all - last.all;
    // The kernel counts in ticks of 10 ms: a shorter window says nothing.
    if (all >= 100) {
      share = (now.idle - last.idle) / all;
      last = now;
    }
    return share;
  };
}

function total(): { idle: number; all: number } {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.idle + times.user + times.sys + times.nice + times.irq;
  }
  return { idle, all };
}
