import type { Operation } from '../../kernel/operation.ts';
import { describeTable } from '../describe.ts';
import { findTable, tables } from '../table-rows.ts';

const CHANGEABLE = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'ProvisionedThroughput',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
];

export const updateTable: Operation = {
  name: 'UpdateTable',
  writes: true,
  handle: (params, world) => {
    const row = findTable(world, params);
    const changes = Object.entries(params).filter(([name]) => CHANGEABLE.includes(name));
    const changed = { ...row, settings: { ...row.settings, ...Object.fromEntries(changes) } };
    tables(world).set(row.name, changed);
    return { body: { TableDescription: describeTable(world, changed) } };
  },
};
