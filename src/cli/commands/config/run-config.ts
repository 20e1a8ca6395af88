import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { resolveConfig } from '../../../config/resolve/resolve-config.ts';
import type { ResolvedValue } from '../../../config/resolve/resolved-value.ts';
import type { Environment, Service } from '../../../model/service.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openConfig } from '../../session/open-config.ts';
import type { Session } from '../../session/session.ts';
import { count } from '../../terminal/format.ts';
import { plainLine } from '../../terminal/plain-text.ts';
import { renderTable } from '../../terminal/table.ts';

export const runConfig: CommandHandler = async (session) => {
  const { args, flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const services = args[0] ? [config.service(args[0], environment.name)] : config.services(environment.name);
  if (flags.has('names') || flags.has('environments')) {
    const named = flags.has('names') ? services : config.environments;
    terminal.out(named.map(({ name }) => name).join('\n'));
    return 0;
  }
  const resolved = flags.has('resolved') ? await resolve(session, environment, services) : undefined;
  if (flags.has('json'))
    terminal.out(JSON.stringify(toDocument(config, environment, services, resolved), undefined, 2));
  else
    terminal.out(
      resolved ? renderResolved(resolved, terminal.width) : renderOverview(session, config, environment, services),
    );
  return 0;
};

function resolve(
  { flags, terminal }: Session,
  environment: Environment,
  services: readonly Service[],
): Promise<readonly ResolvedValue[]> {
  const file = flags.text('config');
  const names = services.map(({ name }) => name);
  return resolveConfig({
    cwd: terminal.cwd,
    environment: environment.template ?? environment.name,
    services: names,
    ...(file && { file }),
  });
}

function toDocument(
  config: LoadedConfig,
  { name }: Environment,
  services: readonly Service[],
  resolved: readonly ResolvedValue[] | undefined,
): object {
  return {
    schema: 1,
    command: 'config',
    file: config.file,
    environment: name,
    environments: [...config.environments, ...config.templates].map((one) => one.name),
    services: services.map((service) => ({
      name: service.name,
      functions: service.functions.map(({ key }) => key),
      routes: service.routes.map(({ key }) => key),
    })),
    ...(resolved && { resolved }),
  };
}

/** A table where it fits, else what holds below its key: a line that breaks by itself cannot be read. */
function renderResolved(values: readonly ResolvedValue[], width: number): string {
  const widest = (of: (one: ResolvedValue) => string): number => Math.max(0, ...values.map((one) => of(one).length));
  const room = width - widest(({ path }) => path) - widest(({ from }) => from) - 4;
  if (room >= 20)
    return renderTable(values.map(({ path, value, from }) => [path, shorten(value, room), from])).join('\n');
  return values.map(({ path, value, from }) => `${path}\n  ${shorten(value, width - 2)}\n  from ${from}`).join('\n');
}

function shorten(value: unknown, room: number): string {
  const line = plainLine(typeof value === 'string' ? value : JSON.stringify(value));
  const most = Math.max(20, Math.min(60, room));
  return line.length > most ? `${line.slice(0, most - 3)}...` : line;
}

function renderOverview(
  { terminal }: Session,
  { file, environments, templates }: LoadedConfig,
  environment: Environment,
  services: readonly Service[],
): string {
  const rows = services.map(({ name, functions, routes }) => [
    name,
    functions.map(({ key }) => key).join(', '),
    count(routes.length, 'route'),
  ]);
  const names = [...environments, ...templates].map(({ name, target }) => `${name} (${target})`).join(', ');
  return [
    `${terminal.outColors.bold(file)}: no mistakes`,
    `environments: ${names}; shown: ${environment.name}`,
    ...renderTable(rows).map((line) => `  ${line}`),
  ].join('\n');
}
