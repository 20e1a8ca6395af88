import { AsyncLocalStorage } from 'node:async_hooks';
import type { ObservedCall } from '../../aws/supervise.ts';
import { formatDuration } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface CallCounter {
  readonly observe: (call: ObservedCall) => void;
  /** Does the work and answers with it `Lambda.PublishVersion` -> requests made by it. */
  readonly during: <Value>(
    work: () => Promise<Value>,
  ) => Promise<{ readonly value: Value; readonly calls: Readonly<Record<string, number>> }>;
}

/**
 * Counts the requests to AWS; with `debug` each is shown as it ends. Runs side by side share one connection (and its
 * pace): whose request it is follows from where it was made.
 */
export function makeCallCounter(terminal: Terminal, options: { readonly debug: boolean }): CallCounter {
  const own = new AsyncLocalStorage<Record<string, number>>();
  return {
    observe: ({ service, operation, ms, error }) => {
      const name = `${service}.${operation}`;
      const counts = own.getStore();
      if (counts) counts[name] = (counts[name] ?? 0) + 1;
      if (options.debug) terminal.err(`aws ${name} ${formatDuration(ms)}${error ? ` ${error}` : ''}`);
    },
    during: async (work) => {
      const calls: Record<string, number> = {};
      return { value: await own.run(calls, work), calls };
    },
  };
}
