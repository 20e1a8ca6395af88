import { localAwsFailed } from '../../../errors/catalogue/cli-errors.ts';
import { localAwsFaults, setLocalAwsFaults } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { readJsonFile } from './read-json-file.ts';
import { requireRunning } from './require-running.ts';

type Faults = Parameters<typeof setLocalAwsFaults>[1];

export const runFaults: CommandHandler = async (session) => {
  const { flags, terminal, args } = session;
  const wanted = flags.has('clear') ? [] : args[0] === undefined ? undefined : readRules(args[0]);
  const { dir } = await requireRunning(session);
  const settings = wanted === undefined ? await localAwsFaults(dir) : await setFaults(dir, wanted);
  if (flags.has('json'))
    terminal.out(JSON.stringify({ schema: 1, command: 'local faults', ...settings }, undefined, 2));
  else terminal.out(settings.rules.length === 0 ? 'no faults' : JSON.stringify(settings, undefined, 2));
  return 0;
};

function readRules(file: string): Faults {
  return readJsonFile(file, { holds: 'fault rules', help: 'ship local faults --help' }) as Faults;
}

async function setFaults(dir: string, wanted: Faults): ReturnType<typeof setLocalAwsFaults> {
  try {
    return await setLocalAwsFaults(dir, wanted);
  } catch (error) {
    throw localAwsFailed('given these faults', error);
  }
}
