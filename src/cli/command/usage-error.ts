import type { CommanderError } from 'commander';
import { wrongUsage } from '../../errors/catalogue/cli-errors.ts';
import { ShipError } from '../../errors/ship-error.ts';
import type { CommandDeclaration, CommandGroup } from './declaration.ts';

const asked = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** Help and version were asked for and are printed: that is no error. */
export const isHelp = (error: CommanderError): boolean => asked.has(error.code);

/** Commander's text is `error: unknown command 'deplyo'`, then perhaps `(Did you mean deploy?)`. */
export function toUsageError(
  error: CommanderError,
  typed: CommandDeclaration | CommandGroup | undefined,
  argv: readonly string[],
): ShipError {
  const [first = '', hint] = error.message.replace(/^error: /, '').split('\n');
  const suggested = /\(Did you mean (?:one of )?(.+)\?\)/.exec(hint ?? '')?.[1];
  const command = typed === undefined ? 'ship' : `ship ${typed.name}`;
  const why = suggested ? `Did you mean ${suggested}?` : 'See the help for what can be said.';
  const wrong = /^unknown (?:command|option) '(.+)'$/.exec(first)?.[1];
  return wrongUsage(first, why, [...corrected(argv, wrong, suggested?.split(', ') ?? []), `${command} --help`]);
}

/** A name that the config does not know, with the command line in which it is put right. */
export function withCorrected(error: ShipError, argv: readonly string[]): ShipError {
  const { code, exit, message, why, live, cause, typo } = error;
  const next = typo === undefined ? [] : corrected(argv, typo.typed, [typo.meant]);
  return next.length === 0 ? error : new ShipError({ code, exit, summary: message, why, next, live, cause });
}

/** What was typed with the wrong word put right: nothing of the rest has to be typed again. */
function corrected(
  argv: readonly string[],
  wrong: string | undefined,
  suggested: readonly string[],
): readonly string[] {
  const at = argv.findIndex((word) => wrong !== undefined && isWord(word, wrong));
  if (wrong === undefined || at < 0) return [];
  return suggested.map((right) => {
    const words = argv.map((word, index) => (index === at ? word.replace(wrong, () => right) : word));
    return ['ship', ...words.map(quoted)].join(' ');
  });
}

/** `orders`, the option of `--dryrun=x`, or the value of `--env=stagin`. */
const isWord = (word: string, wrong: string): boolean =>
  word === wrong || word.startsWith(`${wrong}=`) || (word.startsWith('--') && word.endsWith(`=${wrong}`));

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
