import { randomBytes } from 'node:crypto';
import { roles } from '../iam/iam-rows.ts';
import { newId } from '../iam/new-id.ts';
import type { World } from '../kernel/world.ts';
import { sessions, type SessionRow } from './session-rows.ts';

export interface SessionRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly seconds: number;
}

export interface Session extends SessionRow {
  readonly accessKeyId: string;
}

function dropExpired({ store, clock }: World): void {
  const now = new Date(clock.now()).toISOString();
  const rows = sessions(store);
  for (const key of rows.keys()) if ((rows.get(key) as SessionRow).expiresAt < now) rows.delete(key);
}

/** Credentials of an assumed role: calls made with them go to the account of the role. */
export function createSession(world: World, { roleArn, sessionName, seconds }: SessionRequest): Session {
  dropExpired(world);
  const [, , , , accountId = ''] = roleArn.split(':');
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const role = roles(world.store).get(name);
  const row: SessionRow = {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${sessionName}`,
    userId: `${role?.arn === roleArn ? role.id : newId('AROA')}:${sessionName}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
    expiresAt: new Date(world.clock.now() + seconds * 1000).toISOString(),
  };
  const accessKeyId = newId('ASIA', 16);
  sessions(world.store).set(accessKeyId, row);
  return { accessKeyId, ...row };
}
