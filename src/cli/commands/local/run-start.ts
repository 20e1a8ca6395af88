import { dirname } from 'node:path';
import { shipFolder } from '../../../config/load/ship-folder.ts';
import { localAwsFailed, wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import { ensureLocalAws } from '../../../local-aws/control.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { localDir } from '../../session/local-endpoint.ts';
import type { Session } from '../../session/session.ts';

export const runStart: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const dir = localDir(session);
  if (!terminal.env['SHIP_LOCAL_DIR']) shipFolder(dirname(dirname(dir)));
  const options = readOptions(session);
  try {
    const { endpoint, started } = await ensureLocalAws({ dir, ...options });
    if (flags.has('json'))
      terminal.out(JSON.stringify({ schema: 1, command: 'local start', endpoint, started, dir }, undefined, 2));
    else terminal.out(`${started ? 'started' : 'it runs already'}: ${endpoint}\n  state  ${dir}`);
    return 0;
  } catch (error) {
    throw localAwsFailed('started', error);
  }
};

function readOptions({ flags }: Session): Omit<Parameters<typeof ensureLocalAws>[0], 'dir'> {
  const port = flags.wholeNumber('port');
  const profile = flags.text('profile') ?? 'fast';
  const idleExitMinutes = flags.wholeNumber('idle-exit');
  if (profile !== 'fast' && profile !== 'aws')
    throw wrongUsage('there is no such profile', `--profile is ${JSON.stringify(profile)}.`, [
      '--profile fast',
      '--profile aws',
    ]);
  return {
    profile,
    throttle: flags.has('throttle'),
    strictSignatures: flags.has('strict-signatures'),
    strictConcurrency: flags.has('strict-concurrency'),
    ...(port === undefined ? {} : { port }),
    ...(idleExitMinutes === undefined ? {} : { idleExitMinutes }),
  };
}
