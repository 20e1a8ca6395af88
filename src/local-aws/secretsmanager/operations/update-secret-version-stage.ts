import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { CURRENT, identityOf, secrets, type SecretVersion } from '../secret-rows.ts';
import { constraint, invalidParameter, secretNotFound } from '../secrets-error.ts';
import { attachStages, detachStage, holderOf } from '../stages.ts';

export const updateSecretVersionStage: Operation = {
  name: 'UpdateSecretVersionStage',
  writes: true,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    const versions = moved(params, secret.versions);
    secrets(world).set(secret.name, { ...secret, versions, changedAt: world.clock.now() });
    return { body: identityOf(secret) };
  },
};

function moved(params: Params, versions: readonly SecretVersion[]): readonly SecretVersion[] {
  const stage = stringOf(params, 'VersionStage');
  if (!stage) throw constraint('null', 'versionStage', 'Member must not be null');
  const to = stringOf(params, 'MoveToVersionId');
  const from = stringOf(params, 'RemoveFromVersionId');
  const unknown = [to, from].find((id) => id !== undefined && !versions.some((version) => version.id === id));
  if (unknown !== undefined) throw secretNotFound(` value for VersionId: ${unknown}`);
  checkHolder(stage, holderOf(versions, stage)?.id, { to, from });
  if (to !== undefined) return attachStages(versions, to, [stage]);
  if (from === undefined) throw invalidParameter('You must provide MoveToVersionId or RemoveFromVersionId.');
  return detachStage(versions, from, stage);
}

interface Move {
  readonly to: string | undefined;
  readonly from: string | undefined;
}

/** A label is moved only by those who know where it is. */
function checkHolder(stage: string, holder: string | undefined, { to, from }: Move): void {
  if (to === undefined && stage === CURRENT) {
    throw invalidParameter(
      `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`,
    );
  }
  if (from !== undefined && from !== holder) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId isn't valid. Staging label ${stage} isn't currently attached to version ${from}.`,
    );
  }
  if (from === undefined && to !== undefined && holder !== undefined && holder !== to) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
}
