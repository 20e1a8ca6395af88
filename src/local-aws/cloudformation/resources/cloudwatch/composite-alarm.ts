import { call, pick, tagList, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

const MEMBERS = [
  'ActionsEnabled',
  'ActionsSuppressor',
  'ActionsSuppressorExtensionPeriod',
  'ActionsSuppressorWaitPeriod',
  'AlarmActions',
  'AlarmDescription',
  'AlarmRule',
  'InsufficientDataActions',
  'OKActions',
];

export const compositeAlarm: ResourceType = {
  type: 'AWS::CloudWatch::CompositeAlarm',
  properties: [...MEMBERS, 'AlarmName', 'Tags'],
  required: ['AlarmRule'],
  createOnly: ['AlarmName'],
  nameProperty: 'AlarmName',
  attributes: ['Arn'],
  taggable: true,
  create: (context) => put(context, textOf(context.properties, 'AlarmName') ?? context.generateName(255)),
  update: (context) => put(context, context.physicalId),
  remove: async ({ world, physicalId }) => {
    await unlessMissing(call(world, 'cloudwatch', 'DeleteAlarms', { AlarmNames: [physicalId] }));
  },
};

async function put({ world, properties, tags }: ResourceContext, AlarmName: string): Promise<Made> {
  await call(world, 'cloudwatch', 'PutCompositeAlarm', {
    AlarmName,
    ...pick(properties, MEMBERS),
    Tags: tagList(tags),
  });
  const Arn = `arn:aws:cloudwatch:${world.config.region}:${world.config.accountId}:alarm:${AlarmName}`;
  return { physicalId: AlarmName, attributes: { Arn } };
}
