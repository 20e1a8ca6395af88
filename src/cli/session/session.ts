import type { Flags } from '../command/flags.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Farewell } from './stop-signals.ts';

/** One run of one command. */
export interface Session {
  /** `deploy`, `local start` */
  readonly command: string;
  /** Arguments, variadic ones flattened. */
  readonly args: readonly string[];
  readonly flags: Flags;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** What to say when a second Ctrl-C ends the process at once: a run keeps it current. */
  readonly farewell: Farewell;
  /** Called first by a command that mostly packages, which looks at no signal: the first one then ends it. */
  readonly mayEndAnywhere: () => void;
}
