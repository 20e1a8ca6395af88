import { constraint } from '../dynamodb-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

/** Half of it for reads that may be stale, twice for transactions. */
export function readUnits(bytes: number, { consistent, factor = 1 }: { consistent: boolean; factor?: number }): number {
  return Math.max(1, Math.ceil(bytes / READ_BYTES)) * (consistent ? 1 : 0.5) * factor;
}

export function writeUnits(bytes: number, factor = 1): number {
  return Math.max(1, Math.ceil(bytes / WRITE_BYTES)) * factor;
}

export interface Consumed {
  readonly TableName: string;
  /** By the table itself. */
  readonly table: number;
  readonly local?: Readonly<Record<string, number>>;
  readonly global?: Readonly<Record<string, number>>;
}

const sum = (units: Readonly<Record<string, number>> = {}): number =>
  Object.values(units).reduce((total, each) => total + each, 0);

const shown = (units: Readonly<Record<string, number>>): Record<string, { CapacityUnits: number }> =>
  Object.fromEntries(Object.entries(units).map(([name, CapacityUnits]) => [name, { CapacityUnits }]));

/** ReturnConsumedCapacity: undefined for NONE. */
export function capacityOf(params: Params, consumed: Consumed): Record<string, unknown> | undefined {
  const asked = stringOf(params, 'ReturnConsumedCapacity') ?? 'NONE';
  if (!['INDEXES', 'TOTAL', 'NONE'].includes(asked)) {
    throw constraint(asked, 'returnConsumedCapacity', 'Member must satisfy enum value set: [INDEXES, TOTAL, NONE]');
  }
  if (asked === 'NONE') return undefined;
  const { TableName, table, local, global } = consumed;
  const total = { TableName, CapacityUnits: table + sum(local) + sum(global) };
  if (asked === 'TOTAL') return total;
  return {
    ...total,
    Table: { CapacityUnits: table },
    ...(local && Object.keys(local).length > 0 && { LocalSecondaryIndexes: shown(local) }),
    ...(global && Object.keys(global).length > 0 && { GlobalSecondaryIndexes: shown(global) }),
  };
}

/** As a member of a reply. */
export function consumedCapacity(params: Params, consumed: Consumed): Record<string, unknown> {
  const ConsumedCapacity = capacityOf(params, consumed);
  return ConsumedCapacity ? { ConsumedCapacity } : {};
}
