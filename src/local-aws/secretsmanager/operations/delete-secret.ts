import { booleanOf, numberOf } from '../../kernel/members.ts';
import type { Operation, Params, Reply } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findSecret, lookUpSecret, secretIdOf } from '../find-secret.ts';
import { identityOf, secrets } from '../secret-rows.ts';
import { invalidParameter } from '../secrets-error.ts';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

export const deleteSecret: Operation = {
  name: 'DeleteSecret',
  writes: true,
  handle: (params, world) => {
    const days = numberOf(params, 'RecoveryWindowInDays');
    if (booleanOf(params, 'ForceDeleteWithoutRecovery')) {
      if (days === undefined) return deleteAtOnce(params, world);
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (days !== undefined && !(days >= 7 && days <= 30)) {
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    }
    const secret = findSecret(world, params);
    const deletionAt = world.clock.now() + (days ?? DEFAULT_DAYS) * DAY_MS;
    secrets(world).set(secret.name, { ...secret, deletionAt });
    return { body: { ...identityOf(secret), DeletionDate: new Date(deletionAt) } };
  },
};

/** One that is not there is no error, so that it can be tried again; nor is one that is scheduled for deletion. */
function deleteAtOnce(params: Params, world: World): Reply {
  const id = secretIdOf(params);
  const secret = lookUpSecret(world, id);
  if (secret) secrets(world).delete(secret.name);
  const identity = secret ? identityOf(secret) : { ARN: id, Name: id };
  return { body: { ...identity, DeletionDate: new Date(world.clock.now()) } };
}
