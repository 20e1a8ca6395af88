import { AwsError } from '../kernel/aws-error.ts';
import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

/** A table's description without any items: its existence is all that is simulated. */
export interface TableRow {
  readonly name: string;
  readonly id: string;
  /** As created and updated, in AWS's members. */
  readonly settings: Params;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly timeToLive?: Params;
  readonly tags: readonly Params[];
}

export function tables(world: World): Table<TableRow> {
  return world.store.table<TableRow>('dynamodb.table');
}

export function tableArn({ config }: World, name: string): string {
  return `arn:aws:dynamodb:${config.region}:${config.accountId}:table/${name}`;
}

/** By name or ARN. Throws ResourceNotFoundException. */
export function findTable(world: World, params: Params, member = 'TableName'): TableRow {
  const name = (stringOf(params, member) ?? '').split('/').at(-1) as string;
  const row = tables(world).get(name);
  if (row) return row;
  throw new AwsError('ResourceNotFoundException', 400, `Requested resource not found: Table: ${name} not found`);
}
