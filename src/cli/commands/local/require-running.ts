import { localAwsNotRunning } from '../../../errors/catalogue/cli-errors.ts';
import { localAwsStatus } from '../../../local-aws/control.ts';
import { localDir } from '../../session/local-endpoint.ts';
import type { Session } from '../../session/session.ts';

/** For commands that look into a local AWS: its folder and endpoint, or LOCAL_AWS_DOWN. */
export async function requireRunning(session: Session): Promise<{ dir: string; endpoint: string }> {
  const dir = localDir(session);
  const status = await localAwsStatus(dir);
  if (!status) throw localAwsNotRunning(dir);
  return { dir, endpoint: status.endpoint };
}
