import type { ObservedCall } from '../../aws/supervise.ts';
import { formatDuration } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface CallCounter {
  readonly observe: (call: ObservedCall) => void;
  /** `Lambda.PublishVersion` -> requests since the last take. */
  readonly take: () => Readonly<Record<string, number>>;
}

/** Counts the requests to AWS; with `debug` each is shown as it ends. */
export function makeCallCounter(terminal: Terminal, options: { readonly debug: boolean }): CallCounter {
  let counts: Record<string, number> = {};
  return {
    observe: ({ service, operation, ms, error }) => {
      const name = `${service}.${operation}`;
      counts[name] = (counts[name] ?? 0) + 1;
      if (options.debug) terminal.err(`aws ${name} ${formatDuration(ms)}${error ? ` ${error}` : ''}`);
    },
    take: () => {
      const taken = counts;
      counts = {};
      return taken;
    },
  };
}
