export interface ExitReason {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

// As Go, which Lambda's supervisor is written in, spells them.
const SIGNAL_TEXTS: Partial<Record<NodeJS.Signals, string>> = {
  SIGHUP: 'hangup',
  SIGINT: 'interrupt',
  SIGQUIT: 'quit (core dumped)',
  SIGILL: 'illegal instruction (core dumped)',
  SIGTRAP: 'trace/breakpoint trap (core dumped)',
  SIGABRT: 'aborted (core dumped)',
  SIGBUS: 'bus error (core dumped)',
  SIGFPE: 'floating point exception (core dumped)',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault (core dumped)',
  SIGTERM: 'terminated',
};

/** `Runtime exited ...`, as in the body of a `Runtime.ExitError`. */
export function exitText({ code, signal }: ExitReason): string {
  if (signal) return `Runtime exited with error: signal: ${SIGNAL_TEXTS[signal] ?? signal}`;
  if (code === 0 || code === null) return 'Runtime exited without providing a reason';
  return `Runtime exited with error: exit status ${code}`;
}

// A process inside bubblewrap that a signal ends shows as 128 + its number.
const SIGNAL_CODES: Readonly<Record<number, NodeJS.Signals>> = {
  132: 'SIGILL',
  133: 'SIGTRAP',
  134: 'SIGABRT',
  135: 'SIGBUS',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

export function unwrapExit(exit: ExitReason): ExitReason {
  const signal = SIGNAL_CODES[exit.code ?? 0];
  return signal ? { code: null, signal } : exit;
}
