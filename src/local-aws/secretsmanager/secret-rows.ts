import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';
export const PENDING = 'AWSPENDING';

/** One of the two; binary as base64, as it came. */
export interface SecretValue {
  readonly string?: string;
  readonly binary?: string;
}

export interface SecretVersion extends SecretValue {
  readonly id: string;
  /** Epoch milliseconds, as all times here. */
  readonly createdAt: number;
  readonly accessedAt?: number;
  /** Without any it is deprecated: hidden, and dropped when there are many. */
  readonly stages: readonly string[];
}

export interface SecretRow {
  readonly name: string;
  /** With the six characters that no other secret of the name has had. */
  readonly arn: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly type?: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly accessedAt?: number;
  /** Scheduled for deletion: from then on it is gone. */
  readonly deletionAt?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy?: string;
  /** Oldest first. */
  readonly versions: readonly SecretVersion[];
}

export function secrets(world: World): Table<SecretRow> {
  return world.store.table<SecretRow>('secretsmanager.secret');
}

/** Those whose recovery window has not ended. */
export function keptSecrets(world: World): SecretRow[] {
  const now = world.clock.now();
  return secrets(world)
    .values()
    .filter(({ deletionAt }) => deletionAt === undefined || deletionAt > now);
}

export function identityOf({ arn, name }: SecretRow): { ARN: string; Name: string } {
  return { ARN: arn, Name: name };
}
