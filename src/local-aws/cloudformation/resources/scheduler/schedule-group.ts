import { call, tagList, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const scheduleGroup: ResourceType = {
  type: 'AWS::Scheduler::ScheduleGroup',
  properties: ['Name', 'Tags'],
  createOnly: ['Name'],
  nameProperty: 'Name',
  attributes: ['Arn', 'CreationDate', 'LastModificationDate', 'State'],
  create: async (context) => {
    const Name = textOf(context.properties, 'Name') ?? context.generateName(64);
    const creation = call(context.world, 'scheduler', 'CreateScheduleGroup', { Name, Tags: tagList(context.tags) });
    await unlessResumed(context.isResumed, creation);
    return describe(context, Name);
  },
  update: (context) => describe(context, context.physicalId),
  remove: async ({ world, physicalId: Name }) => {
    await unlessMissing(call(world, 'scheduler', 'DeleteScheduleGroup', { Name }));
  },
};

const time = (value: unknown): string => (value as Date).toISOString();

async function describe({ world }: ResourceContext, Name: string): Promise<Made> {
  const { Arn, CreationDate, LastModificationDate, State } = await call(world, 'scheduler', 'GetScheduleGroup', {
    Name,
  });
  const attributes = { Arn, State, CreationDate: time(CreationDate), LastModificationDate: time(LastModificationDate) };
  return { physicalId: Name, attributes };
}
