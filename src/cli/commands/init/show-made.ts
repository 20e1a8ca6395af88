import type { MadeConfig } from '../../init/make-config.ts';
import type { Session } from '../../session/session.ts';
import { plainLine } from '../../terminal/plain-text.ts';
import { wrapWords } from '../../terminal/wrap-words.ts';

export interface ShownConfig {
  readonly file: string;
  readonly from: string;
  readonly written: boolean;
  readonly made: MadeConfig;
  readonly mistakes: readonly string[];
}

/** What was left out and what is to be corrected goes to stderr, the result to stdout. */
export function showMade({ terminal }: Session, { file, from, written, made, mistakes }: ShownConfig): void {
  const { yellow } = terminal.errColors;
  const list = (title: string, sentences: readonly string[]): void => {
    if (sentences.length === 0) return;
    terminal.err(`${yellow('!')} ${title}`);
    for (const sentence of sentences) terminal.err(toItem(plainLine(sentence), terminal.width));
  };
  if (!written) terminal.out(made.text.trimEnd());
  const where = written ? `; the list is at the top of ${file} too` : '';
  list(`not taken over from ${from} (${made.notTaken.length})${where}:`, made.notTaken);
  list(`to be corrected in ${file} before it can be deployed:`, mistakes);
  if (!written) return;
  const services =
    made.services.length === 1 ? `service ${made.services.join()}` : `services ${made.services.join(', ')}`;
  const next = made.services.length === 1 ? (made.services[0] ?? '') : '--all';
  terminal.out(`wrote ${file}: ${services}`);
  terminal.out(
    `  next   ship deploy ${next}${mistakes.length > 0 ? ', when that is corrected' : '    (to the local AWS: no account needed)'}`,
  );
}

function toItem(sentence: string, width: number): string {
  const [first = '', ...rest] = wrapWords(sentence, width - 4).split('\n');
  return [`  - ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
}
