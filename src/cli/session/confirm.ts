import { createInterface } from 'node:readline/promises';
import { declined, needsYes } from '../../errors/catalogue/cli-errors.ts';
import { wrapWords } from '../terminal/wrap-words.ts';
import type { Session } from './session.ts';

export interface Question {
  readonly text: string;
  /** To type with `--yes` where nobody can be asked. */
  readonly command: string;
}

/** Before anything is contacted: a question that will come must be answerable. */
export function checkAnswerable({ flags, terminal }: Session, question: Question): void {
  if (!flags.has('yes') && !terminal.canAsk) throw needsYes(question.text, question.command);
}

/** Resolves when the answer is yes; throws DECLINED otherwise. */
export async function confirm(session: Session, question: Question): Promise<void> {
  if (session.flags.has('yes')) return;
  checkAnswerable(session, question);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${wrapWords(`${question.text} [y/N]`, session.terminal.width)} `, {
      signal: session.signal,
    });
    if (!/^y(es)?$/i.test(answer.trim())) throw declined(question.text);
  } finally {
    prompt.close();
  }
}
