import { call, documentOf, unlessMissing } from '../call.ts';
import type { ResourceContext, ResourceType } from '../resource-type.ts';

export const queuePolicy: ResourceType = {
  type: 'AWS::SQS::QueuePolicy',
  properties: ['PolicyDocument', 'Queues'],
  required: ['PolicyDocument', 'Queues'],
  attributes: ['Id'],
  create: async (context) => {
    await setPolicy(context, documentOf(context.properties['PolicyDocument']));
    const physicalId = context.generateName(80);
    return { physicalId, attributes: { Id: physicalId } };
  },
  update: async (context) => {
    await setPolicy({ ...context, properties: context.previous }, '');
    await setPolicy(context, documentOf(context.properties['PolicyDocument']));
    return { physicalId: context.physicalId, attributes: { Id: context.physicalId } };
  },
  remove: (context) => setPolicy(context, ''),
};

/** An empty policy removes it; a queue that is gone has none. */
async function setPolicy({ world, properties }: ResourceContext, Policy: string): Promise<void> {
  for (const QueueUrl of properties['Queues'] as string[]) {
    const setting = call(world, 'sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
    await (Policy === '' ? unlessMissing(setting) : setting);
  }
}
