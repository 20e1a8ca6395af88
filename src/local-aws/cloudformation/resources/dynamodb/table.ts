import { notImplemented } from '../../../kernel/aws-error.ts';
import { booleanIn, call, isChanged, pick, tagList, textOf, unlessMissing, unlessResumed } from '../call.ts';
import { changeTable } from './change-table.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

const CREATED = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'ProvisionedThroughput',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
];
/** Nothing here depends on them. */
const WITHOUT_EFFECT = [
  'ContributorInsightsSpecification',
  'KinesisStreamSpecification',
  'OnDemandThroughput',
  'PointInTimeRecoverySpecification',
  'ResourcePolicy',
  'WarmThroughput',
];

export const table: ResourceType = {
  type: 'AWS::DynamoDB::Table',
  properties: [
    ...CREATED,
    ...WITHOUT_EFFECT,
    'ImportSourceSpecification',
    'TableName',
    'Tags',
    'TimeToLiveSpecification',
  ],
  required: ['KeySchema'],
  createOnly: ['ImportSourceSpecification', 'KeySchema', 'LocalSecondaryIndexes', 'TableName'],
  nameProperty: 'TableName',
  attributes: ['Arn', 'StreamArn'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    refuse(properties);
    const TableName = textOf(properties, 'TableName') ?? context.generateName(255);
    const creation = call(world, 'dynamodb', 'CreateTable', {
      TableName,
      ...settingsOf(properties),
      Tags: tagList(context.tags),
    });
    await unlessResumed(context.isResumed, creation);
    context.claim(TableName);
    await setTimeToLive(context, TableName);
    return describe(context, TableName);
  },
  update: (context) => updateTable(context),
  remove: async ({ world, physicalId: TableName }) => {
    await unlessMissing(call(world, 'dynamodb', 'DeleteTable', { TableName }));
  },
};

export async function updateTable(context: ExistingContext): Promise<Made> {
  const { properties, physicalId: TableName } = context;
  refuse(properties);
  await changeTable(context, settingsOf(properties));
  if (isChanged(context, ['TimeToLiveSpecification'])) await setTimeToLive(context, TableName);
  return describe(context, TableName);
}

function refuse(properties: Properties): void {
  if ('ImportSourceSpecification' in properties) {
    throw notImplemented('cloudformation', 'AWS::DynamoDB::Table with ImportSourceSpecification');
  }
}

function settingsOf(properties: Properties): Record<string, unknown> {
  const streams = properties['StreamSpecification'] as Properties | undefined;
  const encryption = properties['SSESpecification'] as Properties | undefined;
  return {
    ...pick(properties, CREATED),
    ...(streams && { StreamSpecification: { StreamEnabled: true, ...pick(streams, ['StreamViewType']) } }),
    ...(encryption && { SSESpecification: { Enabled: booleanIn(encryption, 'SSEEnabled') ?? false } }),
  };
}

async function setTimeToLive({ world, properties }: ResourceContext, TableName: string): Promise<void> {
  const TimeToLiveSpecification = properties['TimeToLiveSpecification'];
  const { TimeToLiveDescription } = await call(world, 'dynamodb', 'DescribeTimeToLive', { TableName });
  const before = TimeToLiveDescription as { TimeToLiveStatus?: string; AttributeName?: string };
  const wanted = (TimeToLiveSpecification ?? {}) as Properties;
  const isEnabled = before.TimeToLiveStatus === 'ENABLED';
  const wantsEnabled = booleanIn(wanted, 'Enabled') ?? false;
  if (isEnabled && wantsEnabled && before.AttributeName === wanted['AttributeName']) return;
  const update = (specification: object): Promise<unknown> =>
    call(world, 'dynamodb', 'UpdateTimeToLive', { TableName, TimeToLiveSpecification: specification });
  // Another attribute wants it off first.
  if (isEnabled) await update({ Enabled: false, AttributeName: before.AttributeName });
  if (wantsEnabled) await update({ ...wanted, Enabled: true });
}

async function describe({ world }: ResourceContext, TableName: string): Promise<Made> {
  const { Table } = await call(world, 'dynamodb', 'DescribeTable', { TableName });
  const { TableArn, LatestStreamArn } = Table as Record<string, unknown>;
  const stream = LatestStreamArn === undefined ? {} : { StreamArn: LatestStreamArn };
  return { physicalId: TableName, attributes: { Arn: TableArn, ...stream } };
}
