import { recordOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { constraint, invalidValues, validation } from '../dynamodb-error.ts';
import { applyUpdate } from '../expressions/apply-update.ts';
import { parseUpdate } from '../expressions/parse-update.ts';
import type { Action } from '../expressions/update.ts';
import { findItemsTable } from '../table-rows.ts';
import { keyAttributes, type TableSchema } from '../table-schema.ts';
import { readItem } from '../values/read-value.ts';
import { checkItemKeys, keyOf, readKey } from './keys.ts';
import { liveTable } from './live-table.ts';
import { readCondition, type PreparedWrite } from './prepared-write.ts';
import { checkSize } from './write.ts';

export function preparePut(world: World, params: Params): PreparedWrite {
  const { placeholders, ...condition } = readCondition(params, ['ConditionExpression']);
  placeholders.refuseUnused();
  if (recordOf(params, 'Item') === undefined) throw constraint('null', 'item', 'Member must not be null');
  const row = findItemsTable(world, params);
  const { schema } = liveTable(world, row);
  const item = readItem(params['Item']);
  checkItemKeys(schema, item);
  checkSize(item);
  return { row, key: keyOf(schema, item), ...condition, make: () => item };
}

export function prepareDelete(world: World, params: Params): PreparedWrite {
  const { placeholders, ...condition } = readCondition(params, ['ConditionExpression']);
  placeholders.refuseUnused();
  const row = findItemsTable(world, params);
  const key = readKey(liveTable(world, row).schema, params['Key']);
  return { row, key, ...condition, make: () => undefined };
}

/** Of a transaction: nothing is written. */
export function prepareCheck(world: World, params: Params): PreparedWrite {
  const { placeholders, ...condition } = readCondition(params, ['ConditionExpression']);
  placeholders.refuseUnused();
  if (condition.condition === undefined) {
    throw constraint('null', 'conditionExpression', 'Member must not be null');
  }
  const row = findItemsTable(world, params);
  const key = readKey(liveTable(world, row).schema, params['Key']);
  return { row, key, ...condition, make: (before) => before };
}

function refuseKeyChanges(schema: TableSchema, actions: readonly Action[]): void {
  const keys = keyAttributes(schema).map(({ name }) => name);
  const touched = actions.find(({ path }) => keys.includes(String(path[0])));
  if (!touched) return;
  throw invalidValues(`Cannot update attribute ${touched.path[0]}. This attribute is part of the key`);
}

export interface PreparedUpdate extends PreparedWrite {
  readonly actions: readonly Action[];
}

/** Of an item that is not there it makes one. */
export function prepareUpdate(world: World, params: Params): PreparedUpdate {
  const { placeholders, ...condition } = readCondition(params, ['UpdateExpression', 'ConditionExpression']);
  const text = stringOf(params, 'UpdateExpression');
  const actions = text === undefined ? [] : parseUpdate(text, placeholders);
  placeholders.refuseUnused();
  const row = findItemsTable(world, params);
  const { schema } = liveTable(world, row);
  const key = readKey(schema, params['Key']);
  refuseKeyChanges(schema, actions);
  const make: PreparedWrite['make'] = (before) => {
    const after = applyUpdate(before ?? key, actions);
    checkItemKeys(schema, after);
    checkSize(after, 'Item size to update has exceeded the maximum allowed size');
    return after;
  };
  return { row, key, ...condition, actions, make };
}

/** Throws for what the operation does not return. */
export function readReturnValues(params: Params, allowed: readonly string[], text?: string): string {
  const asked = stringOf(params, 'ReturnValues') ?? 'NONE';
  if (allowed.includes(asked)) return asked;
  const known = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'];
  if (known.includes(asked)) throw validation(text ?? 'ReturnValues set to invalid value');
  throw constraint(asked, 'returnValues', `Member must satisfy enum value set: [${known.join(', ')}]`);
}
