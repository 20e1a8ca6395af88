import type { LoadedConfig } from '../../config/loaded-config.ts';
import { noServices } from '../../errors/catalogue/cli-errors.ts';
import type { Environment, Service } from '../../model/service.ts';
import type { Session } from './session.ts';

/** The service that was typed; of a config with one service that one is meant. */
export function namedService(session: Session, config: LoadedConfig, environment: Environment): Service {
  const [name] = session.args;
  return name === undefined ? soleService(session, config, environment) : config.service(name, environment.name);
}

/** Throws USAGE where there are several: which one goes live is not guessed. */
export function soleService({ command }: Session, config: LoadedConfig, environment: Environment): Service {
  const all = config.services(environment.name);
  const [only] = all;
  if (only === undefined || all.length > 1)
    throw noServices(
      command,
      all.map(({ name }) => name),
    );
  return only;
}
