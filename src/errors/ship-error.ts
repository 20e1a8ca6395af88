/** What happened to live traffic; see README "Exit codes". */
export const exitCodes = {
  ok: 0,
  bug: 1,
  usage: 2,
  refused: 3,
  undone: 4,
  needsPerson: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface ShipErrorFacts {
  readonly code: string;
  readonly exit: ExitCode;
  /** One line: what went wrong, with the service's name first where there is one. */
  readonly summary: string;
  /** The wrong value and why it is wrong; several lines allowed. */
  readonly why: string;
  /** Commands or edits, each can be typed or pasted as it is. */
  readonly next: readonly string[];
  /** What is live now; required once AWS was contacted. */
  readonly live?: string | undefined;
  readonly cause?: unknown;
  /** A name that is not known and the known one that is near it: whoever knows the command line can put it right. */
  readonly typo?: Typo | undefined;
}

export interface Typo {
  readonly typed: string;
  readonly meant: string;
}

/** The one error people see. Anything else that reaches the command line is a bug of ours. */
export class ShipError extends Error {
  readonly code: string;
  readonly exit: ExitCode;
  readonly why: string;
  readonly next: readonly string[];
  readonly live: string | undefined;
  readonly typo: Typo | undefined;

  constructor(facts: ShipErrorFacts) {
    super(facts.summary, { cause: facts.cause });
    this.name = 'ShipError';
    this.code = facts.code;
    this.exit = facts.exit;
    this.why = facts.why;
    this.next = facts.next;
    this.live = facts.live;
    this.typo = facts.typo;
  }

  /** The same error, completed with what is live. */
  withLive(live: string): ShipError {
    const { code, exit, why, next, cause } = this;
    return new ShipError({ code, exit, summary: this.message, why, next, live, cause });
  }
}
