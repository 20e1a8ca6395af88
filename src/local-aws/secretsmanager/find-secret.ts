import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { keptSecrets, type SecretRow } from './secret-rows.ts';
import { constraint, markedForDeletion, secretNotFound } from './secrets-error.ts';

const ARN = /^arn:aws[\w-]*:secretsmanager:[^:]*:[^:]*:secret:(.+)$/;
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/**
 * By name, ARN, or ARN without its last seven characters. A partial ARN that itself ends like a whole one is taken for
 * a whole one, as on AWS: such names are found by name only.
 */
export function lookUpSecret(world: World, secretId: string): SecretRow | undefined {
  const named = ARN.exec(secretId)?.[1];
  const all = keptSecrets(world);
  if (named === undefined) return all.find(({ name }) => name === secretId);
  return all.find(({ arn }) => arn === secretId || (!SUFFIX.test(named) && arn.replace(SUFFIX, '') === secretId));
}

export function secretIdOf(params: Params): string {
  const id = stringOf(params, 'SecretId');
  if (!id) throw constraint(id === undefined ? 'null' : id, 'secretId', 'Member must not be null');
  return id;
}

/** Also one that is scheduled for deletion. Throws ResourceNotFoundException. */
export function findAnySecret(world: World, params: Params): SecretRow {
  const secret = lookUpSecret(world, secretIdOf(params));
  if (!secret) throw secretNotFound();
  return secret;
}

/** Throws ResourceNotFoundException, and InvalidRequestException for one that is scheduled for deletion. */
export function findSecret(world: World, params: Params): SecretRow {
  const secret = findAnySecret(world, params);
  if (secret.deletionAt !== undefined) throw markedForDeletion();
  return secret;
}
