import { call, documentOf, textOf, unlessMissing } from '../call.ts';
import { asText } from '../../template/as-text.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

const ATTRIBUTES = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

/** `Ref` is the queue's URL. */
export const queue: ResourceType = {
  type: 'AWS::SQS::Queue',
  properties: [...ATTRIBUTES, 'QueueName', 'Tags'],
  createOnly: ['FifoQueue', 'QueueName'],
  nameProperty: 'QueueName',
  attributes: ['Arn', 'QueueName', 'QueueUrl'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    const isFifo = textOf(properties, 'FifoQueue') === 'true';
    const QueueName =
      textOf(properties, 'QueueName') ?? (isFifo ? `${context.generateName(75)}.fifo` : context.generateName(80));
    const created = await call(world, 'sqs', 'CreateQueue', {
      QueueName,
      Attributes: attributesOf(properties),
      tags: context.tags,
    });
    return describe(context, String(created['QueueUrl']));
  },
  update: async (context) => {
    const { world, properties, previous, physicalId: QueueUrl } = context;
    const gone = Object.keys(attributesOf(previous)).filter((name) => !(name in properties));
    const defaults = Object.fromEntries(gone.map((name) => [name, DEFAULTS[name] ?? '']));
    const { FifoQueue: _, ...Attributes } = { ...defaults, ...attributesOf(properties) };
    await call(world, 'sqs', 'SetQueueAttributes', { QueueUrl, Attributes });
    await changeTags(context);
    return describe(context, QueueUrl);
  },
  remove: async ({ world, physicalId: QueueUrl }) => {
    await unlessMissing(call(world, 'sqs', 'DeleteQueue', { QueueUrl }));
  },
};

const DEFAULTS: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: 'false',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};

function attributesOf(properties: Properties): Record<string, string> {
  const entries = ATTRIBUTES.filter((name) => name in properties).map((name): [string, string] => {
    const value = properties[name];
    return [name, typeof value === 'object' ? documentOf(value) : asText(value)];
  });
  return Object.fromEntries(entries);
}

async function changeTags({ world, tags, physicalId: QueueUrl }: ExistingContext): Promise<void> {
  const { Tags } = await call(world, 'sqs', 'ListQueueTags', { QueueUrl });
  const gone = Object.keys(Tags ?? {}).filter((key) => !(key in tags));
  if (gone.length > 0) await call(world, 'sqs', 'UntagQueue', { QueueUrl, TagKeys: gone });
  await call(world, 'sqs', 'TagQueue', { QueueUrl, Tags: tags });
}

function describe({ world }: ResourceContext, QueueUrl: string): Made {
  const QueueName = QueueUrl.split('/').at(-1) as string;
  const Arn = `arn:aws:sqs:${world.config.region}:${world.config.accountId}:${QueueName}`;
  return { physicalId: QueueUrl, attributes: { Arn, QueueName, QueueUrl } };
}
