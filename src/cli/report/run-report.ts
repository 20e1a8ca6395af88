import type { Reporter } from '../../release/events.ts';

/** One way to show runs while they go on. */
export interface RunReport {
  readonly report: Reporter;
  /** Resolves when all that was reported is drawn: what is printed then stays below it. */
  readonly settle: () => Promise<void>;
}

export const silentReport: RunReport = { report: () => undefined, settle: async () => undefined };
