import { CommanderError } from 'commander';
import { buildProgram } from '../../../src/cli/command/build-program.ts';
import { commands } from '../../../src/cli/commands/commands.ts';

/** Reads `ship deploy orders --env production` as ship would: `understood`, or what it says against it. */
export async function parseCommandLine(line: string): Promise<string> {
  // What a shell does with the output is not ship's.
  const command = line.replace(/\s+(>|\|).*$/, '');
  const words = [...command.trim().matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const program = buildProgram({
    version: '0.0.0',
    commands,
    width: 80,
    out: () => undefined,
    choose: async () => undefined,
  });
  try {
    await program.parseAsync(words.slice(1), { from: 'user' });
    return 'understood';
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return /help|version/.test(error.code) ? 'understood' : error.message;
  }
}
