import type { VersionMetrics } from '../version-metrics.ts';

/** How new versions do beside the live ones: what progress shows, and what was judged in the end. */
export interface BakeReport {
  readonly release: string;
  /** Of the calls; 100: it is live. */
  readonly percent: number;
  readonly leftMs: number;
  readonly functions: readonly BakedFunction[];
  readonly alarms: readonly { readonly name: string; readonly state: string; readonly redBefore: boolean }[];
  /** Requests that ship made itself, and those of them that were not answered as expected. */
  readonly probes: number;
  readonly failedProbes: number;
}

export interface BakedFunction {
  readonly key: string;
  readonly now: MeasuredVersion;
  /** Absent: the live release does not have the function. */
  readonly live?: MeasuredVersion;
}

export type MeasuredVersion = VersionMetrics & { readonly version: string };
