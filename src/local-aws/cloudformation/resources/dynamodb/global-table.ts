import { notImplemented } from '../../../kernel/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { table, updateTable } from './table.ts';

const SHARED = [
  'AttributeDefinitions',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'SSESpecification',
  'StreamSpecification',
  'TableName',
  'TimeToLiveSpecification',
];
/** Replicas carry their own. */
const OF_REPLICA = ['DeletionProtectionEnabled', 'TableClass'];

/** The one replica there can be here: in the stack's own Region. */
function replicaOf({ world, properties }: Pick<ResourceContext, 'world' | 'properties'>): Properties {
  const replicas = (properties['Replicas'] ?? []) as readonly Properties[];
  const own = replicas.find((replica) => replica['Region'] === world.config.region);
  if (!own || replicas.length > 1) {
    throw notImplemented('cloudformation', 'AWS::DynamoDB::GlobalTable with replicas in other Regions');
  }
  return own;
}

/** As the table it is where there is one replica. */
function asTable<Context extends Pick<ResourceContext, 'world' | 'properties'>>(context: Context): Context {
  const { properties } = context;
  if (properties['BillingMode'] !== 'PAY_PER_REQUEST') {
    throw notImplemented('cloudformation', 'AWS::DynamoDB::GlobalTable with provisioned capacity');
  }
  const replica = replicaOf(context);
  const pick = (from: Properties, names: readonly string[]): Properties =>
    Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
  return { ...context, properties: { ...pick(properties, SHARED), ...pick(replica, OF_REPLICA) } };
}

/** What the CDK makes of `TableV2`. */
export const globalTable: ResourceType = {
  ...table,
  type: 'AWS::DynamoDB::GlobalTable',
  properties: [
    ...SHARED,
    'Replicas',
    'WarmThroughput',
    'WriteOnDemandThroughputSettings',
    'WriteProvisionedThroughputSettings',
  ],
  required: ['AttributeDefinitions', 'KeySchema', 'Replicas'],
  createOnly: ['KeySchema', 'LocalSecondaryIndexes', 'TableName'],
  attributes: ['Arn', 'StreamArn', 'TableId'],
  create: (context) => table.create(asTable(context)),
  update: (context) => updateTable(asTable(context)),
};
