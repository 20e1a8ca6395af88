import { createHash } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { recordOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { constraint, validation } from '../dynamodb-error.ts';
import { capacityOf } from '../items/capacity.ts';
import type { PreparedWrite } from '../items/prepared-write.ts';
import { prepareCheck, prepareDelete, preparePut, prepareUpdate } from '../items/prepare.ts';
import { changesOf, MOST_ACTIONS, refuseTwice } from '../items/transaction.ts';
import { commit, consumedBy, type Change } from '../items/write.ts';

const prepares: Readonly<Record<string, (world: World, params: Params) => PreparedWrite>> = {
  Put: preparePut,
  Delete: prepareDelete,
  Update: prepareUpdate,
  ConditionCheck: prepareCheck,
};

function prepareOne(world: World, action: Params): PreparedWrite {
  const kinds = Object.keys(prepares).filter((kind) => action[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const prepare = prepares[kind] as (world: World, params: Params) => PreparedWrite;
  return prepare(world, recordOf<unknown>(action, kind) ?? {});
}

/** A token stays good for ten minutes: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
interface TokenRow {
  readonly digest: string;
  readonly at: number;
}

const TOKEN_MS = 10 * 60 * 1000;
const tokens = (world: World): Table<TokenRow> => world.store.table('dynamodb.tokens');

/** True when exactly this was done already under the token. */
function isRepeat(world: World, token: string, digest: string): boolean {
  const oldest = world.clock.now() - TOKEN_MS;
  for (const key of tokens(world).keys()) {
    if ((tokens(world).get(key)?.at ?? 0) > oldest) break;
    tokens(world).delete(key);
  }
  const known = tokens(world).get(token);
  if (known && known.digest !== digest) {
    throw new AwsError(
      'IdempotentParameterMismatchException',
      400,
      'The client token has been used with other parameters.',
    );
  }
  return known !== undefined;
}

function readActions(params: Params): readonly Params[] {
  const actions = structuresOf(params, 'TransactItems');
  if (actions.length === 0) {
    throw constraint('[]', 'transactItems', 'Member must have length greater than or equal to 1');
  }
  if (actions.length > MOST_ACTIONS) {
    throw constraint('[...]', 'transactItems', `Member must have length less than or equal to ${MOST_ACTIONS}`);
  }
  return actions;
}

function capacities(world: World, params: Params, changes: readonly Change[]): Record<string, unknown> {
  const ConsumedCapacity = changes
    .map((change) => capacityOf(params, consumedBy(world, change, 2)))
    .filter((capacity) => capacity !== undefined);
  return ConsumedCapacity.length > 0 ? { ConsumedCapacity } : {};
}

export const transactWriteItems: Operation = {
  name: 'TransactWriteItems',
  writes: true,
  handle: (params, world) => {
    const actions = readActions(params);
    const token = stringOf(params, 'ClientRequestToken');
    const digest = createHash('sha256').update(JSON.stringify(actions)).digest('hex');
    if (token !== undefined && isRepeat(world, token, digest)) return { body: {} };
    const writes = actions.map((action) => prepareOne(world, action));
    refuseTwice(world, writes);
    const changes = changesOf(world, writes);
    const isCheck = actions.map((action) => action['ConditionCheck'] !== undefined);
    const made = changes.filter((_, index) => !isCheck[index]);
    commit(world, made, () => {
      if (token !== undefined) tokens(world).set(token, { digest, at: world.clock.now() });
    });
    return { body: capacities(world, params, changes) };
  },
};
