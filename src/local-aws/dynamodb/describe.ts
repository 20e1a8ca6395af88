import { booleanOf, recordOf, stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { tableArn, type TableRow } from './table-rows.ts';

export function describeTable(world: World, row: TableRow): Record<string, unknown> {
  const { settings } = row;
  const arn = tableArn(world, row.name);
  const streams = recordOf<unknown>(settings, 'StreamSpecification');
  const label = new Date(row.createdAt).toISOString().slice(0, -1);
  const index = (item: Params): Params => ({
    ...item,
    IndexStatus: 'ACTIVE',
    IndexArn: `${arn}/index/${stringOf(item, 'IndexName')}`,
    ItemCount: 0,
  });
  return {
    AttributeDefinitions: settings['AttributeDefinitions'],
    TableName: row.name,
    KeySchema: settings['KeySchema'],
    TableStatus: 'ACTIVE',
    CreationDateTime: new Date(row.createdAt),
    ProvisionedThroughput: throughput(settings),
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: arn,
    TableId: row.id,
    ...(settings['BillingMode'] === 'PAY_PER_REQUEST' && { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }),
    ...(settings['GlobalSecondaryIndexes'] !== undefined && {
      GlobalSecondaryIndexes: structuresOf(settings, 'GlobalSecondaryIndexes').map(index),
    }),
    ...(settings['LocalSecondaryIndexes'] !== undefined && {
      LocalSecondaryIndexes: structuresOf(settings, 'LocalSecondaryIndexes').map(index),
    }),
    ...(streams && {
      StreamSpecification: streams,
      LatestStreamLabel: label,
      LatestStreamArn: `${arn}/stream/${label}`,
    }),
    DeletionProtectionEnabled: booleanOf(settings, 'DeletionProtectionEnabled') ?? false,
  };
}

function throughput(settings: Params): Params {
  const given = recordOf<unknown>(settings, 'ProvisionedThroughput') ?? {};
  return {
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: Number(given['ReadCapacityUnits'] ?? 0),
    WriteCapacityUnits: Number(given['WriteCapacityUnits'] ?? 0),
  };
}
