import { call, documentOf, unlessMissing } from '../call.ts';
import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';

export const topicPolicy: ResourceType = {
  type: 'AWS::SNS::TopicPolicy',
  properties: ['PolicyDocument', 'Topics'],
  required: ['PolicyDocument', 'Topics'],
  attributes: ['Id'],
  create: async (context) => {
    await setPolicy(context, context.properties, documentOf(context.properties['PolicyDocument']));
    const physicalId = context.generateName(80);
    return { physicalId, attributes: { Id: physicalId } };
  },
  update: async (context) => {
    await setPolicy(context, context.previous, '');
    await setPolicy(context, context.properties, documentOf(context.properties['PolicyDocument']));
    return { physicalId: context.physicalId, attributes: { Id: context.physicalId } };
  },
  remove: (context) => setPolicy(context, context.properties, ''),
};

/** Without a policy of its own a topic has the default one. */
async function setPolicy({ world }: ResourceContext, properties: Properties, AttributeValue: string): Promise<void> {
  for (const TopicArn of properties['Topics'] as string[]) {
    const setting = call(world, 'sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
    await (AttributeValue === '' ? unlessMissing(setting) : setting);
  }
}
