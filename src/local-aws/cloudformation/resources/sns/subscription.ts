import { asText } from '../../template/as-text.ts';
import { call, documentOf, pick, unlessMissing } from '../call.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

const ATTRIBUTES = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
];

export const subscription: ResourceType = {
  type: 'AWS::SNS::Subscription',
  properties: [...ATTRIBUTES, 'Endpoint', 'Protocol', 'Region', 'TopicArn'],
  required: ['Protocol', 'TopicArn'],
  createOnly: ['Endpoint', 'Protocol', 'TopicArn'],
  attributes: ['Arn'],
  create: async ({ world, properties }) => {
    const Attributes = attributesOf(properties);
    const created = await call(world, 'sns', 'Subscribe', {
      ...pick(properties, ['Endpoint', 'Protocol', 'TopicArn']),
      Attributes,
    });
    const physicalId = String(created['SubscriptionArn']);
    return { physicalId, attributes: { Arn: physicalId } };
  },
  update: async ({ world, properties, previous, physicalId: SubscriptionArn }) => {
    const wanted = attributesOf(properties);
    for (const AttributeName of new Set([...Object.keys(wanted), ...Object.keys(attributesOf(previous))])) {
      const AttributeValue = wanted[AttributeName] ?? '';
      await call(world, 'sns', 'SetSubscriptionAttributes', { SubscriptionArn, AttributeName, AttributeValue });
    }
    return { physicalId: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
  remove: async ({ world, physicalId: SubscriptionArn }) => {
    await unlessMissing(call(world, 'sns', 'Unsubscribe', { SubscriptionArn }));
  },
};

function attributesOf(properties: Properties): Record<string, string> {
  const texts = Object.entries(pick(properties, ATTRIBUTES)).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? documentOf(value) : asText(value),
  ]);
  return Object.fromEntries(texts);
}
