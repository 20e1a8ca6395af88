import { resetLocalAws } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { localDir } from '../../session/local-endpoint.ts';

export const runReset: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const dir = localDir(session);
  await resetLocalAws(dir);
  if (flags.has('json')) terminal.out(JSON.stringify({ schema: 1, command: 'local reset', dir }, undefined, 2));
  else terminal.out(`the local AWS is empty: ${dir}`);
  return 0;
};
