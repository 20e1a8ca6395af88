import { readStatus } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { fitLines } from '../../terminal/fit-lines.ts';
import { renderStatus } from '../../render/render-status.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readingAws } from '../../session/reading-aws.ts';

export const runStatus: CommandHandler = async (session) => {
  const { flags, terminal, args } = session;
  const { config, environment } = await openConfig(session);
  const services = args[0] ? [config.service(args[0], environment.name)] : config.services(environment.name);
  const { cloud } = await openCloud(session, config, environment);
  const now = new Date();
  const statuses = await readingAws('read the status', () =>
    Promise.all(services.map((service) => readStatus(service, cloud, now))),
  );
  if (flags.has('json'))
    terminal.out(
      JSON.stringify({ schema: 1, command: 'status', environment: environment.name, services: statuses }, undefined, 2),
    );
  else {
    const shown = statuses.map((status) => renderStatus(status, terminal.outColors, now)).join('\n\n');
    terminal.out(fitLines(shown, terminal.outWidth));
  }
  return 0;
};
