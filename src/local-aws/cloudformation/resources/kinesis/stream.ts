import { notImplemented } from '../../../kernel/aws-error.ts';
import { call, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

const DEFAULT_HOURS = 24;

export const stream: ResourceType = {
  type: 'AWS::Kinesis::Stream',
  properties: [
    'DesiredShardLevelMetrics',
    'MaxRecordSizeInKiB',
    'Name',
    'RetentionPeriodHours',
    'ShardCount',
    'StreamEncryption',
    'StreamModeDetails',
    'Tags',
    'WarmThroughputMiBps',
  ],
  createOnly: ['Name'],
  nameProperty: 'Name',
  attributes: ['Arn'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    refuse(properties);
    const StreamName = textOf(properties, 'Name') ?? context.generateName(128);
    const creation = call(world, 'kinesis', 'CreateStream', { StreamName, ...shardsOf(properties) });
    await unlessResumed(context.isResumed, creation);
    context.claim(StreamName);
    await configure(context, StreamName);
    return describe(context, StreamName);
  },
  update: async (context) => {
    const { properties, physicalId: StreamName } = context;
    refuse(properties);
    const { OpenShardCount, StreamModeDetails } = await summary(context, StreamName);
    const { ShardCount = OpenShardCount, StreamModeDetails: mode = StreamModeDetails } = shardsOf(properties);
    if (ShardCount !== OpenShardCount || JSON.stringify(mode) !== JSON.stringify(StreamModeDetails)) {
      throw notImplemented('cloudformation', 'changing the shards of an AWS::Kinesis::Stream');
    }
    await configure(context, StreamName);
    return describe(context, StreamName);
  },
  remove: async ({ world, physicalId: StreamName }) => {
    await unlessMissing(call(world, 'kinesis', 'DeleteStream', { StreamName }));
  },
};

function refuse(properties: Properties): void {
  const lacking = ['MaxRecordSizeInKiB', 'WarmThroughputMiBps'].find((name) => name in properties);
  if (lacking !== undefined) throw notImplemented('cloudformation', `AWS::Kinesis::Stream with ${lacking}`);
}

/** Without a word about either a template's stream is on demand. */
function shardsOf(properties: Properties): Record<string, unknown> {
  const ShardCount = properties['ShardCount'];
  if (ShardCount !== undefined) return { ShardCount: Number(ShardCount) };
  const StreamModeDetails = { StreamMode: 'ON_DEMAND' };
  return { StreamModeDetails, ...pick(properties, ['StreamModeDetails']) };
}

async function configure(context: ResourceContext, StreamName: string): Promise<void> {
  const { world, properties, tags } = context;
  const { RetentionPeriodHours: hours } = await summary(context, StreamName);
  const RetentionPeriodHours = Number(properties['RetentionPeriodHours'] ?? DEFAULT_HOURS);
  if (RetentionPeriodHours !== hours) {
    const direction = RetentionPeriodHours > Number(hours) ? 'Increase' : 'Decrease';
    await call(world, 'kinesis', `${direction}StreamRetentionPeriod`, { StreamName, RetentionPeriodHours });
  }
  if (Object.keys(tags).length > 0) await call(world, 'kinesis', 'AddTagsToStream', { StreamName, Tags: tags });
}

async function summary({ world }: ResourceContext, StreamName: string): Promise<Properties> {
  const answer = await call(world, 'kinesis', 'DescribeStreamSummary', { StreamName });
  return answer['StreamDescriptionSummary'] as Properties;
}

async function describe(context: ResourceContext, StreamName: string): Promise<Made> {
  const { StreamARN } = await summary(context, StreamName);
  return { physicalId: StreamName, attributes: { Arn: StreamARN } };
}
