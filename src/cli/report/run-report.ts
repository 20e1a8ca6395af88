import type { Reporter } from '../../release/events.ts';

/** One way to show runs while they go on. */
export interface RunReport {
  readonly report: Reporter;
  /** Where several runs go on side by side: a reporter that says whose event it is. */
  readonly forService?: (service: string) => Reporter;
  /** Resolves when all that was reported is drawn: what is printed then stays below it. */
  readonly settle: () => Promise<void>;
}

export const silentReport: RunReport = { report: () => undefined, settle: async () => undefined };
