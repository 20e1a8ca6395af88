import { stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { conditionFailed } from '../dynamodb-error.ts';
import type { Condition } from '../expressions/condition.ts';
import { meets } from '../expressions/evaluate-condition.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import type { TableRow } from '../table-rows.ts';
import type { Item } from '../values/attribute-value.ts';
import { liveTable } from './live-table.ts';
import { commit, type Change } from './write.ts';

/** A write that was read and checked, but not held against the item yet. */
export interface PreparedWrite {
  readonly row: TableRow;
  readonly key: Item;
  readonly condition: Condition | undefined;
  /** ReturnValuesOnConditionCheckFailure ALL_OLD */
  readonly showsOnFailure: boolean;
  /** The item after it, from the one before. */
  readonly make: (before: Item | undefined) => Item | undefined;
}

/** The members that all writes of one item share. */
export function readCondition(
  params: Params,
  expressions: readonly string[],
): { placeholders: Placeholders } & Pick<PreparedWrite, 'condition' | 'showsOnFailure'> {
  const placeholders = new Placeholders(params, expressions);
  const text = stringOf(params, 'ConditionExpression');
  return {
    placeholders,
    condition: parseCondition('ConditionExpression', text, placeholders),
    showsOnFailure: stringOf(params, 'ReturnValuesOnConditionCheckFailure') === 'ALL_OLD',
  };
}

export function isMet({ condition }: PreparedWrite, before: Item | undefined): boolean {
  return meets(before ?? {}, condition);
}

export function changeOf(world: World, write: PreparedWrite): Change {
  const { row, key } = write;
  const before = liveTable(world, row).get(key);
  if (!isMet(write, before)) throw conditionFailed(write.showsOnFailure ? before : undefined);
  return { row, key, before, after: write.make(before) };
}

export function perform(world: World, write: PreparedWrite): Change {
  const change = changeOf(world, write);
  commit(world, [change]);
  return change;
}
