import { loadConfig } from '../../config/load-config.ts';
import type { LoadedConfig } from '../../config/loaded-config.ts';
import type { Environment } from '../../model/service.ts';
import { sayNote } from '../report/say.ts';
import type { Session } from './session.ts';

export interface OpenConfig {
  readonly config: LoadedConfig;
  /** Of `--env`, or `local`. */
  readonly environment: Environment;
}

/** `flag`: the one that names the environment. */
export async function openConfig(session: Session, flag = 'env'): Promise<OpenConfig> {
  const config = await readConfig(session);
  return { config, environment: config.environment(session.flags.text(flag) ?? 'local') };
}

/** The config alone, for what is about more than one environment. */
export async function readConfig(session: Session): Promise<LoadedConfig> {
  const { flags, terminal } = session;
  const file = flags.text('config');
  const config = await loadConfig({ cwd: terminal.cwd, ...(file ? { file } : {}) });
  for (const warning of config.warnings) sayNote(session, 'warning', warning);
  return config;
}
