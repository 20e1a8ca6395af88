import type { Store } from '../kernel/store.ts';
import { partition } from '../kernel/partition.ts';
import { sessions } from '../sts/session-rows.ts';
import type { Credential } from './credential.ts';

/** What AWS's documentation uses in examples. */
export const DEFAULT_ACCOUNT = '123456789012';
export const DEFAULT_REGION = 'us-east-1';

/** An access key of 12 digits names its account; a session's key the account of the role; others share one. */
export function accountOf(store: Store, credential: Credential | undefined): string {
  const key = credential?.accessKeyId ?? '';
  if (/^\d{12}$/.test(key)) return key;
  return sessions(partition(store, DEFAULT_ACCOUNT, DEFAULT_REGION)).get(key)?.accountId ?? DEFAULT_ACCOUNT;
}
