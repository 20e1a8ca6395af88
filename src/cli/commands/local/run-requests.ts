import { localAwsRequests } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { formatDuration } from '../../terminal/format.ts';
import { plainLine } from '../../terminal/plain-text.ts';
import { renderTable } from '../../terminal/table.ts';
import { requireRunning } from './require-running.ts';

export const runRequests: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const { dir } = await requireRunning(session);
  const last = flags.wholeNumber('last') ?? 50;
  const all = await localAwsRequests(dir);
  const requests = last === 0 ? [] : all.slice(-last);
  if (flags.has('json')) {
    terminal.out(JSON.stringify({ schema: 1, command: 'local requests', requests }, undefined, 2));
    return 0;
  }
  const rows = requests.map((request) => [
    request.at.slice(11, 23),
    `${request.service}:${request.operation}`,
    String(request.status),
    formatDuration(request.durationMs),
    request.writes ? 'write' : '',
    plainLine([request.errorCode ?? '', ...(request.faults ?? []).map((fault) => `fault ${fault}`)].join(' ')),
  ]);
  terminal.out(rows.length === 0 ? 'no requests yet' : renderTable(rows).join('\n'));
  return 0;
};
