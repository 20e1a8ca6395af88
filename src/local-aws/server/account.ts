import type { Store } from '../kernel/store.ts';
import type { Credential } from './credential.ts';

/** What AWS's documentation uses in examples. */
export const DEFAULT_ACCOUNT = '123456789012';
export const DEFAULT_REGION = 'us-east-1';

/** A row of `sts.sessions`: credentials that AssumeRole gave out. */
export interface SessionRow {
  readonly accountId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly secretAccessKey: string;
  readonly expiresAt: string;
}

/** An access key of 12 digits names its account; a session's key the account of the role; others share one. */
export function accountOf(store: Store, credential: Credential | undefined): string {
  const key = credential?.accessKeyId ?? '';
  if (/^\d{12}$/.test(key)) return key;
  return store.table<SessionRow>('-/-/sts.sessions').get(key)?.accountId ?? DEFAULT_ACCOUNT;
}
