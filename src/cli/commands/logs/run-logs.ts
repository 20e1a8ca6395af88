import { setTimeout as sleep } from 'node:timers/promises';
import { connectLogs } from '../../../aws/read-logs.ts';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import type { Environment } from '../../../model/service.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { findEndpoint } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readSince } from '../../session/read-since.ts';
import { readingAws } from '../../session/reading-aws.ts';
import type { Session } from '../../session/session.ts';
import { chooseSources } from './choose-sources.ts';
import { readMerged, type MergedLine } from './read-merged.ts';
import { renderLine } from './render-line.ts';
import { namedService } from '../../session/named-service.ts';

const pollMs = 1000;
/** Lines reach CloudWatch late and out of order; what was shown already is known by its id. */
const overlapMs = 30_000;

/** Who follows wants to see what comes; the ten minutes before are full of a deploy's own requests. */
export const usualSince = (follows: boolean): string => (follows ? '10s' : '10m');

/** Never before what was asked for. */
const againFrom = (since: Date): Date => new Date(Math.max(since.getTime(), Date.now() - overlapMs));

export const runLogs: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const since = readSince(session, usualSince(flags.has('follow')), new Date());
  const sources = await chooseSources(session, config, service);
  const read = await openLogs(session, config, environment);
  const readFrom = (from: Date): Promise<readonly MergedLine[]> =>
    readingAws('read the logs', () => readMerged(read, sources, from));
  const lines = await readFrom(since);
  if (flags.has('follow')) return follow(session, readFrom, { lines, since });
  if (flags.has('json')) {
    const about = { schema: 1, command: 'logs', service: service.name, environment: environment.name };
    terminal.out(JSON.stringify({ ...about, since: since.toISOString(), lines }, undefined, 2));
  } else show(session, lines);
  return 0;
};

async function openLogs(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
): Promise<ReturnType<typeof connectLogs>> {
  const endpoint = await findEndpoint(session, config, environment);
  return connectLogs(environment, endpoint ? { endpoint } : {});
}

async function follow(
  session: Session,
  readFrom: (from: Date) => Promise<readonly MergedLine[]>,
  first: { readonly lines: readonly MergedLine[]; readonly since: Date },
): Promise<number> {
  const { signal } = session;
  session.farewell.onlyShows = true;
  let shown = new Set<string>();
  for (let { lines } = first; ; lines = await readFrom(againFrom(first.since))) {
    show(
      session,
      lines.filter(({ id }) => !shown.has(id)),
    );
    shown = new Set(lines.map(({ id }) => id));
    if (signal.aborted) return 0;
    // Ctrl-C is how this ends: nothing was broken off.
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return 0;
  }
}

function show({ terminal, flags }: Session, lines: readonly MergedLine[]): void {
  for (const line of lines)
    terminal.out(flags.has('json') ? JSON.stringify({ schema: 1, ...line }) : renderLine(line, terminal.outColors));
}
