import type { Session } from '../session/session.ts';

/** A command as data: help, parsing and documentation come from it; its code is loaded when it runs. */
export interface CommandDeclaration {
  readonly name: string;
  /** One line, imperative, no period. */
  readonly summary: string;
  readonly details?: string;
  readonly arguments?: readonly ArgumentDeclaration[];
  readonly options?: readonly OptionDeclaration[];
  readonly examples: readonly Example[];
  readonly load: () => Promise<CommandHandler>;
}

/** Only holds other commands together: `ship local start`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly Example[];
  readonly commands: readonly CommandDeclaration[];
}

export interface ArgumentDeclaration {
  /** `<service>`, `[service]`, `<service...>` */
  readonly name: string;
  readonly summary: string;
  /** For completion; `<service>` needs none. */
  readonly choices?: readonly string[];
}

export interface OptionDeclaration {
  /** `--to <release>`, `-y, --yes` */
  readonly flags: string;
  readonly summary: string;
  /** Nothing else is accepted. */
  readonly choices?: readonly string[];
}

export interface Example {
  readonly command: string;
  readonly does: string;
}

/** Answers the exit code; throws ShipError. */
export type CommandHandler = (session: Session) => Promise<number>;
