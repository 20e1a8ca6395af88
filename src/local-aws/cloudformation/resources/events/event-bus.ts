import { notImplemented } from '../../../kernel/aws-error.ts';
import { call, documentOf, pick, tagList, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const eventBus: ResourceType = {
  type: 'AWS::Events::EventBus',
  properties: [
    'DeadLetterConfig',
    'Description',
    'EventSourceName',
    'KmsKeyIdentifier',
    'LogConfig',
    'Name',
    'Policy',
    'Tags',
  ],
  required: ['Name'],
  createOnly: ['Name'],
  nameProperty: 'Name',
  attributes: ['Arn', 'Name', 'Policy'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    if ('EventSourceName' in properties)
      throw notImplemented('cloudformation', 'AWS::Events::EventBus with EventSourceName');
    const options = pick(properties, ['Description', 'Name']);
    const creation = call(world, 'events', 'CreateEventBus', { ...options, Tags: tagList(context.tags) });
    await unlessResumed(context.isResumed, creation);
    await setPolicy(context);
    return describe(context);
  },
  update: async (context) => {
    await setPolicy(context);
    const { Arn } = describe(context).attributes as { Arn: string };
    await call(context.world, 'events', 'TagResource', { ResourceARN: Arn, Tags: tagList(context.tags) });
    return describe(context);
  },
  remove: async ({ world, physicalId: Name }) => {
    await unlessMissing(call(world, 'events', 'DeleteEventBus', { Name }));
  },
};

async function setPolicy({ world, properties }: ResourceContext): Promise<void> {
  const policy = properties['Policy'];
  if (policy === undefined) return;
  await call(world, 'events', 'PutPermission', { EventBusName: properties['Name'], Policy: documentOf(policy) });
}

function describe({ world, properties }: ResourceContext): Made {
  const name = textOf(properties, 'Name') as string;
  const Arn = `arn:aws:events:${world.config.region}:${world.config.accountId}:event-bus/${name}`;
  return { physicalId: name, attributes: { Arn, Name: name, Policy: documentOf(properties['Policy'] ?? {}) } };
}
