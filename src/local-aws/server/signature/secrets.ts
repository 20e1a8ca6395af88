import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { partition } from '../../kernel/partition.ts';
import type { Store } from '../../kernel/store.ts';
import { sessions } from '../../sts/session-rows.ts';
import { DEFAULT_ACCOUNT, DEFAULT_REGION } from '../account.ts';

export interface Secret {
  readonly secretAccessKey: string;
  /** Undefined for long-term credentials. */
  readonly sessionToken?: string;
  /** ISO 8601. */
  readonly expiresAt?: string;
}

export type FindSecret = (accessKeyId: string) => Secret | undefined;

const FIXED_SECRET = 'test';

/**
 * Sessions have secrets of their own. Long-term keys are listed in `DIR/credentials`, a JSON object of access key ids
 * to secrets; without that file every key has the secret `test`.
 */
export function openSecrets(dir: string, store: Store): FindSecret {
  const file = join(dir, 'credentials');
  const listed = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : undefined;
  const rows = sessions(partition(store, DEFAULT_ACCOUNT, DEFAULT_REGION));
  return (accessKeyId) => {
    const session = rows.get(accessKeyId);
    if (session) return session;
    // Temporary keys begin with ASIA: one that no session has is not valid.
    if (accessKeyId.startsWith('ASIA')) return undefined;
    const secretAccessKey = listed ? listed[accessKeyId] : FIXED_SECRET;
    return secretAccessKey === undefined ? undefined : { secretAccessKey };
  };
}
