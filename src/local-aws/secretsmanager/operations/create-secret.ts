import { randomInt } from 'node:crypto';
import { AwsError, notImplemented } from '../../kernel/aws-error.ts';
import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params, Reply } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { addVersion } from '../add-version.ts';
import { lookUpSecret } from '../find-secret.ts';
import { readToken, readValue } from '../read-value.ts';
import { CURRENT, identityOf, secrets, type SecretRow } from '../secret-rows.ts';
import { constraint, invalidRequest, resourceExists } from '../secrets-error.ts';
import { tagsIn } from '../tags.ts';

export const createSecret: Operation = {
  name: 'CreateSecret',
  writes: true,
  handle: (params, world) => {
    const name = readName(params);
    if (structuresOf(params, 'AddReplicaRegions').length > 0) throw notImplemented('secretsmanager', 'replication');
    const value = readValue(params);
    const id = value && readToken(params);
    const existing = lookUpSecret(world, name);
    if (existing) return answerAgain(existing, params);
    const now = world.clock.now();
    const empty = makeRow(world, params, name, now);
    const secret = value && id ? addVersion(empty, { id, value, stages: [CURRENT] }, now) : empty;
    secrets(world).set(name, secret);
    return { body: { ...identityOf(secret), ...(id !== undefined && { VersionId: id }) } };
  },
};

/** The same request may come twice: its token says so. */
function answerAgain(existing: SecretRow, params: Params): Reply {
  if (existing.deletionAt !== undefined) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const value = readValue(params);
  const VersionId = stringOf(params, 'ClientRequestToken');
  const isKnown = existing.versions.some(({ id }) => id === VersionId);
  if (!value || VersionId === undefined || !isKnown) {
    throw resourceExists(`The operation failed because the secret ${existing.name} already exists.`);
  }
  addVersion(existing, { id: VersionId, value, stages: [CURRENT] }, 0);
  return { body: { ...identityOf(existing), VersionId } };
}

function readName(params: Params): string {
  const name = stringOf(params, 'Name') ?? '';
  if (name === '') throw constraint(name, 'name', 'Member must have length greater than or equal to 1');
  if (name.length > 512) throw constraint(name, 'name', 'Member must have length less than or equal to 512');
  if (/^[\w/+=.@!-]+$/.test(name)) return name;
  throw new AwsError(
    'ValidationException',
    400,
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

function makeRow(world: World, params: Params, name: string, now: number): SecretRow {
  const { region, accountId } = world.config;
  const description = stringOf(params, 'Description');
  const kmsKeyId = stringOf(params, 'KmsKeyId');
  const type = stringOf(params, 'Type');
  return {
    name,
    arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${makeSuffix()}`,
    createdAt: now,
    changedAt: now,
    tags: tagsIn(params),
    versions: [],
    ...(description !== undefined && { description }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    ...(type !== undefined && { type }),
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function makeSuffix(): string {
  return Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
