import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';
import { constraint, resourceNotFound } from './dynamodb-error.ts';

/** A table's description; its items are in tables of their own. */
export interface TableRow {
  readonly name: string;
  readonly id: string;
  /** As created and updated, in AWS's members. */
  readonly settings: Params;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly timeToLive?: Params;
  /** Of the newest stream, whether it is enabled or not. */
  readonly streamArn?: string;
  readonly tags: readonly Params[];
}

export function tables(world: World): Table<TableRow> {
  return world.store.table<TableRow>('dynamodb.table');
}

export function tableArn({ config }: World, name: string): string {
  return `arn:aws:dynamodb:${config.region}:${config.accountId}:table/${name}`;
}

/** What a request calls the table: its name or its ARN. */
export function tableNameOf(params: Params, member = 'TableName'): string {
  const given = stringOf(params, member);
  const at = `${member[0]?.toLowerCase()}${member.slice(1)}`;
  if (given === undefined) throw constraint('null', at, 'Member must not be null');
  return given.startsWith('arn:') ? (given.split('/')[1] ?? given) : given;
}

/** For operations on tables. Throws ResourceNotFoundException with the table's name. */
export function findTable(world: World, params: Params, member = 'TableName'): TableRow {
  const name = tableNameOf(params, member);
  const row = tables(world).get(name);
  if (row) return row;
  throw resourceNotFound(`: Table: ${name} not found`);
}

/** For operations on items, where DynamoDB says less. */
export function findItemsTable(world: World, params: Params): TableRow {
  const row = tables(world).get(tableNameOf(params));
  if (row) return row;
  throw resourceNotFound();
}
