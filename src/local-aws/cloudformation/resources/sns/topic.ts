import { call, documentOf, pick, tagList, textOf, unlessMissing } from '../call.ts';
import { asText } from '../../template/as-text.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

const ATTRIBUTES = [
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'DisplayName',
  'FifoThroughputScope',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
];

interface Subscription {
  readonly Protocol: string;
  readonly Endpoint: string;
}

/** `Ref` is the topic's ARN. */
export const topic: ResourceType = {
  type: 'AWS::SNS::Topic',
  properties: [
    ...ATTRIBUTES,
    'DataProtectionPolicy',
    'DeliveryStatusLogging',
    'FifoTopic',
    'Subscription',
    'Tags',
    'TopicName',
  ],
  createOnly: ['FifoTopic', 'TopicName'],
  nameProperty: 'TopicName',
  attributes: ['TopicArn', 'TopicName'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    const isFifo = textOf(properties, 'FifoTopic') === 'true';
    const Name = textOf(properties, 'TopicName') ?? `${context.generateName(250)}${isFifo ? '.fifo' : ''}`;
    const Attributes = { ...attributesOf(properties), ...(isFifo && { FifoTopic: 'true' }) };
    const created = await call(world, 'sns', 'CreateTopic', { Name, Attributes, Tags: tagList(context.tags) });
    const TopicArn = String(created['TopicArn']);
    context.claim(TopicArn);
    await subscribe(context, TopicArn);
    return describe(TopicArn);
  },
  update: async (context) => {
    await changeAttributes(context);
    await subscribe(context, context.physicalId);
    await call(context.world, 'sns', 'TagResource', { ResourceArn: context.physicalId, Tags: tagList(context.tags) });
    return describe(context.physicalId);
  },
  remove: async ({ world, physicalId: TopicArn }) => {
    await unlessMissing(call(world, 'sns', 'DeleteTopic', { TopicArn }));
  },
};

function attributesOf(properties: Properties): Record<string, string> {
  const texts = Object.entries(pick(properties, ATTRIBUTES)).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? documentOf(value) : asText(value),
  ]);
  return Object.fromEntries(texts);
}

async function changeAttributes({ world, properties, previous, physicalId: TopicArn }: ExistingContext): Promise<void> {
  const wanted = attributesOf(properties);
  for (const AttributeName of new Set([...Object.keys(wanted), ...Object.keys(attributesOf(previous))])) {
    const AttributeValue = wanted[AttributeName] ?? '';
    await call(world, 'sns', 'SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
  }
}

async function subscribe({ world, properties }: ResourceContext, TopicArn: string): Promise<void> {
  for (const { Protocol, Endpoint } of (properties['Subscription'] as Subscription[] | undefined) ?? []) {
    await call(world, 'sns', 'Subscribe', { TopicArn, Protocol, Endpoint });
  }
}

function describe(TopicArn: string): Made {
  return { physicalId: TopicArn, attributes: { TopicArn, TopicName: TopicArn.split(':').at(-1) } };
}
