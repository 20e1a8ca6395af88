import type { ShipError } from '../../errors/ship-error.ts';
import { errorLook, renderError, toErrorDocument } from '../render/render-error.ts';
import type { Session } from '../session/session.ts';
import { plainLine } from '../terminal/plain-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrapWords } from '../terminal/wrap-words.ts';

/** With `--progress json` every line of stderr is a document: notes and errors too. */
export function isNdjson(argv: readonly string[]): boolean {
  return argv.includes('--progress=json') || argv[argv.indexOf('--progress') + 1] === 'json';
}

export function sayNote({ terminal, flags }: Session, level: 'info' | 'warning', text: string): void {
  if (flags.text('progress') === 'json') terminal.err(ndjson({ kind: 'note', level, text }));
  else sayLine(terminal, level, text);
}

/** For people: whole, however narrow the terminal is. */
export function sayLine(terminal: Terminal, level: 'info' | 'warning', text: string): void {
  const mark = level === 'warning' ? `${terminal.errColors.yellow('!')} ` : '';
  terminal.err(`${mark}${wrapWords(plainLine(text), terminal.width - 2)}`);
}

export function sayError(terminal: Terminal, error: ShipError, how: { ndjson: boolean; journal?: string }): void {
  const { journal } = how;
  if (how.ndjson) terminal.err(ndjson({ kind: 'error', error: toErrorDocument(error), journal }));
  else terminal.err(renderError(error, { ...errorLook(terminal), journal }));
}

const ndjson = (event: object): string => JSON.stringify({ schema: 1, at: new Date().toISOString(), ...event });
