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
  const { flags, terminal } = session;
  const file = flags.text('config');
  const config = await loadConfig({ cwd: terminal.cwd, ...(file ? { file } : {}) });
  for (const warning of config.warnings) sayNote(session, 'warning', warning);
  return { config, environment: config.environment(flags.text(flag) ?? 'local') };
}
