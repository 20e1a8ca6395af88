import type { BundleOptions, FunctionSource } from '../../model/artifact.ts';

/** Entries with equal keys are bundled by one call: what they share is read and parsed once. */
export function settingsKey({ bundle, runtime }: FunctionSource): string {
  return JSON.stringify([Object.entries(bundle).toSorted(([a], [b]) => (a < b ? -1 : 1)), targetOf(bundle, runtime)]);
}

/** Syntax that the runtime knows; of one that is not Node.js's, what is widely known. */
export function targetOf({ target }: BundleOptions, runtime: string): string {
  return target ?? `node${/^nodejs(\d+)/.exec(runtime)?.[1] ?? '20'}`;
}
