import { readMeasured } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readSince } from '../../session/read-since.ts';
import { readingAws } from '../../session/reading-aws.ts';
import { compareReleases, versionsToCompare } from './compare-releases.ts';
import { renderMetrics } from './render-metrics.ts';
import { namedService } from '../../session/named-service.ts';

export const runMetrics: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const now = new Date();
  const since = readSince(session, '1d', now);
  const { cloud } = await openCloud(session, config, environment);
  const { history, stepAliases } = await readingAws('read the history', () => readMeasured(service, cloud));
  const versions = versionsToCompare(service, history);
  const rows = await readingAws('read the metrics', () =>
    compareReleases(versions, stepAliases, (all) => cloud.readMetrics(all, since, now)),
  );
  const about = { service: service.name, environment: environment.name, since: since.toISOString() };
  if (flags.has('json'))
    terminal.out(JSON.stringify({ schema: 1, command: 'metrics', ...about, functions: rows }, undefined, 2));
  else terminal.out(renderMetrics(about, rows, terminal.outColors));
  return 0;
};
