import { localAwsStatus } from '../../../local-aws/control.ts';
import { localAccountId, localRegion } from '../../../config/normalise/make-environments.ts';
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
    // An access key of 12 digits names its account: with any other one, other tools look into an empty account.
    const keys = `AWS_ACCESS_KEY_ID=${localAccountId} AWS_SECRET_ACCESS_KEY=local`;
    // The AWS CLI of version 1 knows only the second name of the region.
    const region = `AWS_REGION=${localRegion} AWS_DEFAULT_REGION=${localRegion}`;
    terminal.out(`  use    export AWS_ENDPOINT_URL=${endpoint} ${keys} ${region}`);
  } else terminal.out(`it does not run\n  state  ${dir}`);
  return 0;
};
