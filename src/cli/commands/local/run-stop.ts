import { stopLocalAws } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { localDir } from '../../session/local-endpoint.ts';

export const runStop: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const dir = localDir(session);
  const stopped = await stopLocalAws(dir);
  if (flags.has('json')) terminal.out(JSON.stringify({ schema: 1, command: 'local stop', stopped, dir }, undefined, 2));
  else terminal.out(stopped ? `stopped; its state stays in ${dir}` : 'it did not run');
  return 0;
};
