import { constants } from 'node:os';
import type { Terminal } from '../terminal/terminal.ts';

/** What is said when a signal comes. */
export interface Farewell {
  sentence: () => string;
  /** It shows something until it is stopped: there is nothing to wait for, and nothing to say. */
  onlyShows?: true;
  /** Ends the run at the first signal. For runs of which every file is whole or not there, and which change nothing else. */
  endAtOnce?: () => never;
}

export interface StopSignals {
  readonly signal: AbortSignal;
  readonly stopListening: () => void;
}

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const showCursor = '\u001B[?25h';

/** The first signal asks the run to stop where it is safe; the second one ends the process, saying what is live. */
export function listenForStop(terminal: Terminal, farewell: Farewell): StopSignals {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    farewell.endAtOnce?.();
    if (controller.signal.aborted) {
      // A half-drawn list has hidden the cursor and holds back what is written.
      if (terminal.isWatched) process.stderr.write(`${showCursor}\n`);
      terminal.err(`ended at once. ${farewell.sentence()}`);
      process.exit(128 + constants.signals[name]);
    }
    if (!farewell.onlyShows) terminal.err('stopping at the next safe point; once more ends at once');
    controller.abort(new DOMException('stopped by the user', 'AbortError'));
  };
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    stopListening: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
