import { exitCodes } from '../../../errors/ship-error.ts';
import { lookForDrift } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readingAws } from '../../session/reading-aws.ts';
import { withBase } from '../../session/with-base.ts';
import { plainLine } from '../../terminal/plain-text.ts';

export const runDrift: CommandHandler = async (session) => {
  const { terminal, args, flags } = session;
  const { config, environment } = await openConfig(session);
  const name = args[0];
  const services = name ? [config.service(name, environment.name)] : config.services(environment.name);
  const { cloud } = await openCloud(session, config, environment);
  const placed = await withBase({ config, cloud, environment }, services, { together: false });
  const found = await Promise.all(
    placed.map(async (service) => ({
      service: service.name,
      ...(await readingAws('look for drift', () => lookForDrift(service, cloud))),
    })),
  );
  const exit = found.some(({ findings }) => findings.length > 0) ? exitCodes.refused : exitCodes.ok;
  if (flags.has('json')) {
    const services = found.map(({ service, findings }) => ({ service, findings }));
    const document = { schema: 1, command: 'drift', environment: environment.name, exit, services };
    terminal.out(JSON.stringify(document, undefined, 2));
    return exit;
  }
  for (const { service, isLive, findings } of found) {
    const verdict = isLive ? 'as released' : 'nothing is live, so there is nothing to compare';
    if (findings.length === 0) terminal.out(`${terminal.outColors.green('✔')} ${service}: ${verdict}`);
    for (const { code, what, next } of findings)
      terminal.out(
        `${terminal.outColors.red('✖')} ${service}: ${plainLine(what)} (${code})\n  next   ${plainLine(next)}`,
      );
  }
  return exit;
};
