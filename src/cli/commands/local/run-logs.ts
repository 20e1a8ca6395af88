import { setTimeout as sleep } from 'node:timers/promises';
import { connectLogs, type LogLine, type ReadLogs } from '../../../aws/read-logs.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openConfig } from '../../session/open-config.ts';
import { readingAws } from '../../session/reading-aws.ts';
import type { Session } from '../../session/session.ts';
import { plainText } from '../../terminal/plain-text.ts';
import { logGroupName } from '../../../template/log-group.ts';
import { requireRunning } from './require-running.ts';

const pollMs = 500;

export const runLogs: CommandHandler = async (session) => {
  const { flags, terminal, args } = session;
  const { config, environment } = await openConfig(session);
  const { endpoint } = await requireRunning(session);
  const group = logGroupName(lambdaNameOf(args[0] ?? '', config.services(environment.name)));
  const since = new Date(Date.now() - (flags.wholeNumber('since') ?? 60) * 60_000);
  const read = readEither(
    connectLogs(environment, { endpoint }),
    connectLogs({ ...environment, accountId: othersAccountId }, { endpoint }),
  );
  const lines = await readingAws('read the logs', () => read(group, since));
  if (flags.has('json')) terminal.out(JSON.stringify({ schema: 1, command: 'local logs', group, lines }, undefined, 2));
  else show(session, lines);
  if (flags.has('follow') && !flags.has('json')) await follow(session, read, group, lines);
  return 0;
};

/** Where the local AWS puts clients whose access key names no account: the AWS CLI, other people's tools. */
const othersAccountId = '123456789012';

/** What other clients deployed is read too, when ship's own account has nothing under the name. */
function readEither(own: ReadLogs, others: ReadLogs): ReadLogs {
  return async (group, since) => {
    const lines = await own(group, since);
    return lines.length > 0 ? lines : others(group, since);
  };
}

interface Named {
  readonly name: string;
  readonly main: string;
  readonly functions: readonly { readonly key: string; readonly lambdaName: string }[];
}

/** `orders` is its main function, `orders/invoice` a handler; what no service has is taken as a function's own name. */
function lambdaNameOf(asked: string, services: readonly Named[]): string {
  const [name, key] = asked.split('/');
  const service = services.find((candidate) => candidate.name === name);
  return service?.functions.find((one) => one.key === (key ?? service.main))?.lambdaName ?? asked;
}

function show({ terminal }: Session, lines: readonly LogLine[]): void {
  for (const { at, text } of lines)
    terminal.out(`${terminal.outColors.dim(at.slice(11, 23))}  ${plainText(text).trimEnd()}`);
}

async function follow(session: Session, read: ReadLogs, group: string, shown: readonly LogLine[]): Promise<void> {
  session.farewell.onlyShows = true;
  const seen = new Set(shown.map(({ id }) => id));
  while (!session.signal.aborted) {
    await sleep(pollMs);
    const lines = await readingAws('read the logs', () => read(group, new Date(Date.now() - 60_000)));
    const fresh = lines.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    show(session, fresh);
  }
}
