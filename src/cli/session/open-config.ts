import { loadConfig } from '../../config/load-config.ts';
import type { LoadedConfig } from '../../config/loaded-config.ts';
import type { Environment } from '../../model/service.ts';
import { plainLine } from '../terminal/plain-text.ts';
import type { Session } from './session.ts';

export interface OpenConfig {
  readonly config: LoadedConfig;
  /** Of `--env`, or `local`. */
  readonly environment: Environment;
}

export async function openConfig({ flags, terminal }: Session): Promise<OpenConfig> {
  const file = flags.text('config');
  const config = await loadConfig({ cwd: terminal.cwd, ...(file ? { file } : {}) });
  for (const warning of config.warnings) terminal.err(`${terminal.errColors.yellow('!')} ${plainLine(warning)}`);
  return { config, environment: config.environment(flags.text('env') ?? 'local') };
}
