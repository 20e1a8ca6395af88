import { localAwsFailed } from '../../../errors/catalogue/cli-errors.ts';
import { triggerLocalAws } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { readJsonFile } from './read-json-file.ts';
import { requireRunning } from './require-running.ts';

export const runTrigger: CommandHandler = async (session) => {
  const { flags, terminal, args } = session;
  const rule = args[0] as string;
  const file = flags.text('event');
  const event =
    file === undefined ? undefined : readJsonFile(file, { holds: 'event', help: 'ship local trigger --help' });
  const { dir } = await requireRunning(session);
  const { arn, targets } = await triggerLocalAws(dir, rule, event).catch((error: unknown) => {
    throw localAwsFailed(`told to trigger ${rule}`, error);
  });
  if (flags.has('json')) {
    terminal.out(JSON.stringify({ schema: 1, command: 'local trigger', arn, targets }, undefined, 2));
    return 0;
  }
  terminal.out(targets.length === 0 ? `${arn} has no targets: nothing is called` : `${arn} calls`);
  for (const target of targets) terminal.out(`  ${target}`);
  return 0;
};
