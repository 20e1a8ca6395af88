import { join } from 'node:path';
import { findConfigFolder } from '../../config/load/find-config-file.ts';
import { localAwsFailed } from '../../errors/catalogue/cli-errors.ts';
import { ShipError } from '../../errors/ship-error.ts';
import { sayNote } from '../report/say.ts';
import type { Session } from './session.ts';

/** Where the local AWS keeps its state: `SHIP_LOCAL_DIR`, or `.ship/local-aws` beside the config. */
export const localDirIn = ({ terminal }: Session, root: string): string =>
  terminal.env['SHIP_LOCAL_DIR'] || join(root, '.ship', 'local-aws');

/** The same for commands that need no config: without one it is the working directory that counts. */
export function localDir(session: Session): string {
  const { flags, terminal } = session;
  const file = flags.text('config');
  try {
    return localDirIn(session, findConfigFolder({ cwd: terminal.cwd, ...(file ? { file } : {}) }));
  } catch (error) {
    const isAbsent = error instanceof ShipError && error.code === 'CONFIG_NOT_FOUND';
    if (isAbsent && file === undefined) return localDirIn(session, terminal.cwd);
    throw error;
  }
}

/** The local AWS's endpoint; it is started in the background when it does not run, and that is said. */
export async function ensureLocalEndpoint(session: Session, root: string): Promise<string> {
  const { ensureLocalAws } = await import('../../local-aws/control.ts');
  const dir = localDirIn(session, root);
  try {
    const { endpoint, started } = await ensureLocalAws({ dir });
    if (started) sayNote(session, 'info', `started the local AWS at ${endpoint} (ends by itself, or: ship local stop)`);
    return endpoint;
  } catch (error) {
    throw localAwsFailed('started', error);
  }
}
