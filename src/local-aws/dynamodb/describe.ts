import { booleanOf, recordOf, stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { liveTable, type LiveTable } from './items/live-table.ts';
import { streams } from './streams/stream-rows.ts';
import { tableArn, type TableRow } from './table-rows.ts';

function describeIndex(arn: string, table: LiveTable, index: Params, isGlobal: boolean): Params {
  const name = stringOf(index, 'IndexName') ?? '';
  const schema = table.schema.indexes.find((candidate) => candidate.name === name);
  const order = schema && table.order(schema);
  return {
    ...index,
    IndexArn: `${arn}/index/${name}`,
    // As for tables, AWS counts every six hours; here the numbers are those of now.
    ItemCount: order?.size ?? 0,
    IndexSizeBytes: order?.bytes ?? 0,
    ...(isGlobal && { IndexStatus: 'ACTIVE', ProvisionedThroughput: throughput(index) }),
  };
}

function describeStream(world: World, { streamArn }: TableRow): Params {
  const stream = streamArn === undefined ? undefined : streams(world).get(streamArn);
  if (!stream) return {};
  return {
    ...(stream.enabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } }),
    LatestStreamLabel: stream.label,
    LatestStreamArn: stream.arn,
  };
}

function describeSettings({ settings }: TableRow): Params {
  const tableClass = stringOf(settings, 'TableClass');
  const encryption = recordOf<unknown>(settings, 'SSESpecification');
  return {
    ...(settings['BillingMode'] === 'PAY_PER_REQUEST' && { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }),
    ...(tableClass !== undefined && { TableClassSummary: { TableClass: tableClass } }),
    ...(encryption &&
      booleanOf(encryption, 'Enabled') === true && { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' } }),
    DeletionProtectionEnabled: booleanOf(settings, 'DeletionProtectionEnabled') ?? false,
  };
}

export function describeTable(world: World, row: TableRow): Record<string, unknown> {
  const { settings } = row;
  const arn = tableArn(world, row.name);
  const table = liveTable(world, row);
  const indexes = (kind: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'): Params => {
    const isGlobal = kind === 'GlobalSecondaryIndexes';
    const shown = structuresOf(settings, kind).map((index) => describeIndex(arn, table, index, isGlobal));
    return shown.length > 0 ? { [kind]: shown } : {};
  };
  return {
    AttributeDefinitions: settings['AttributeDefinitions'],
    TableName: row.name,
    KeySchema: settings['KeySchema'],
    TableStatus: 'ACTIVE',
    CreationDateTime: new Date(row.createdAt),
    ProvisionedThroughput: throughput(settings),
    TableSizeBytes: table.sizeBytes,
    ItemCount: table.itemCount,
    TableArn: arn,
    TableId: row.id,
    ...indexes('GlobalSecondaryIndexes'),
    ...indexes('LocalSecondaryIndexes'),
    ...describeStream(world, row),
    ...describeSettings(row),
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
