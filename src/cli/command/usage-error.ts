import type { CommanderError } from 'commander';
import { wrongUsage } from '../../errors/catalogue/cli-errors.ts';
import type { ShipError } from '../../errors/ship-error.ts';
import type { CommandDeclaration, CommandGroup } from './declaration.ts';

const asked = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** Help and version were asked for and are printed: that is no error. */
export const isHelp = (error: CommanderError): boolean => asked.has(error.code);

/** Commander's text is `error: unknown command 'deplyo'`, then perhaps `(Did you mean deploy?)`. */
export function toUsageError(error: CommanderError, typed: CommandDeclaration | CommandGroup | undefined): ShipError {
  const [first = '', hint] = error.message.replace(/^error: /, '').split('\n');
  const suggested = /\(Did you mean (?:one of )?(.+)\?\)/.exec(hint ?? '')?.[1];
  const command = typed === undefined ? 'ship' : `ship ${typed.name}`;
  // Only a group has commands of its own that can be unknown.
  const parent = typed && 'commands' in typed ? command : 'ship';
  const why = suggested ? `Did you mean ${suggested}?` : 'See the help for what can be said.';
  return wrongUsage(first, why, [...suggestions(suggested, error.code, parent), `${command} --help`]);
}

function suggestions(suggested: string | undefined, code: string, parent: string): readonly string[] {
  if (!suggested || code !== 'commander.unknownCommand') return [];
  return suggested.split(', ').map((name) => `${parent} ${name}`);
}
