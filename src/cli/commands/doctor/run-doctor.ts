import { exitCodes } from '../../../errors/ship-error.ts';
import { diagnose } from '../../../plan/diagnose.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openConfig } from '../../session/open-config.ts';
import { readDependencies } from './read-dependencies.ts';
import { readHandlers } from './read-handlers.ts';
import { renderFindings } from './render-findings.ts';

export const runDoctor: CommandHandler = async (session) => {
  const { flags, terminal, args } = session;
  const { config, environment } = await openConfig(session);
  const services = args[0] ? [config.service(args[0], environment.name)] : config.services(environment.name);
  const today = new Date().toISOString().slice(0, 10);
  const environments = [...config.environments, ...config.templates];
  const findings = services.flatMap((service) =>
    diagnose(service, {
      today,
      environments,
      dependencies: readDependencies(service.root),
      handlerParameters: readHandlers(service),
    }),
  );
  if (flags.has('json')) {
    const about = { schema: 1, command: 'doctor', environment: environment.name };
    terminal.out(JSON.stringify({ ...about, findings }, undefined, 2));
  } else {
    const names = services.map(({ name }) => name);
    terminal.out(renderFindings(names, findings, { colors: terminal.outColors, all: flags.has('all') }));
  }
  const fails = findings.some(({ severity, ignored }) => severity === 'error' && ignored === undefined);
  return fails ? exitCodes.refused : exitCodes.ok;
};
