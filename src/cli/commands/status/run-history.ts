import { fitLines } from '../../terminal/fit-lines.ts';
import { readHistory } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { renderHistory } from '../../render/render-history.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readingAws } from '../../session/reading-aws.ts';
import { namedService } from '../../session/named-service.ts';

export const runHistory: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const { cloud } = await openCloud(session, config, environment);
  const releases = await readingAws('read the history', () => readHistory(service, cloud));
  const about = { service: service.name, environment: environment.name };
  if (flags.has('json'))
    terminal.out(JSON.stringify({ schema: 1, command: 'history', ...about, releases }, undefined, 2));
  else terminal.out(fitLines(renderHistory(about, releases, terminal.outColors, new Date()), terminal.outWidth));
  return 0;
};
