import { localAwsStatus } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { localDir } from '../../session/local-endpoint.ts';
import { formatAgo } from '../../terminal/format.ts';

export const runLocalStatus: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const dir = localDir(session);
  const status = await localAwsStatus(dir);
  if (flags.has('json')) {
    const document = { schema: 1, command: 'local status', running: status !== undefined, dir, ...status };
    terminal.out(JSON.stringify(document, undefined, 2));
  } else if (status) {
    const { endpoint, pid, startedAt, profile } = status;
    const since = formatAgo(startedAt, new Date());
    terminal.out(`it runs: ${endpoint}\n  pid    ${pid}, since ${since}, profile ${profile}\n  state  ${dir}`);
  } else terminal.out(`it does not run\n  state  ${dir}`);
  return 0;
};
