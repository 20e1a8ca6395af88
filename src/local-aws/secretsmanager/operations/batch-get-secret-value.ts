import { AwsError } from '../../kernel/aws-error.ts';
import { listOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { filterSecrets } from '../filter-secrets.ts';
import { findSecret } from '../find-secret.ts';
import { pageOf } from '../page.ts';
import { keptSecrets } from '../secret-rows.ts';
import { invalidParameter } from '../secrets-error.ts';
import { showValue } from '../show-secret.ts';
import { takeValue } from '../take-value.ts';

const MOST = 20;

/** What cannot be read is told beside the rest. */
export const batchGetSecretValue: Operation = {
  name: 'BatchGetSecretValue',
  writes: false,
  handle: (params, world) => {
    const { items, next } = pageOf(params, idsIn(params, world), MOST);
    const answers = items.map((id) => read(world, id));
    return {
      body: {
        SecretValues: answers.flatMap(({ value }) => value ?? []),
        Errors: answers.flatMap(({ error }) => error ?? []),
        ...next,
      },
    };
  },
};

function idsIn(params: Params, world: World): readonly string[] {
  const ids = listOf(params, 'SecretIdList');
  const isFiltered = structuresOf(params, 'Filters').length > 0;
  if (ids.length > 0 === isFiltered) {
    throw invalidParameter('You must provide either SecretIdList or Filters, and not both.');
  }
  const kept = keptSecrets(world).filter(({ deletionAt }) => deletionAt === undefined);
  return isFiltered ? filterSecrets(params, kept).map(({ arn }) => arn) : ids;
}

function read(world: World, SecretId: string): { value?: object; error?: object } {
  try {
    const secret = findSecret(world, { SecretId });
    return { value: showValue(secret, takeValue(world, secret)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { SecretId, ErrorCode: error.code, Message: error.message } };
  }
}
