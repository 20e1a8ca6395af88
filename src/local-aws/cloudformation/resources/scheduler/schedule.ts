import { call, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

const MEMBERS = [
  'Description',
  'EndDate',
  'FlexibleTimeWindow',
  'GroupName',
  'KmsKeyArn',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'State',
  'Target',
];

export const schedule: ResourceType = {
  type: 'AWS::Scheduler::Schedule',
  properties: [...MEMBERS, 'Name'],
  required: ['FlexibleTimeWindow', 'ScheduleExpression', 'Target'],
  createOnly: ['Name', 'GroupName'],
  nameProperty: 'Name',
  attributes: ['Arn'],
  create: async (context) => {
    const Name = textOf(context.properties, 'Name') ?? context.generateName(64);
    const creation = call(context.world, 'scheduler', 'CreateSchedule', { Name, ...pick(context.properties, MEMBERS) });
    await unlessResumed(context.isResumed, creation);
    return describe(context, Name);
  },
  update: async (context) => {
    const Name = context.physicalId;
    await call(context.world, 'scheduler', 'UpdateSchedule', { Name, ...pick(context.properties, MEMBERS) });
    return describe(context, Name);
  },
  remove: async ({ world, properties, physicalId: Name }) => {
    await unlessMissing(call(world, 'scheduler', 'DeleteSchedule', { Name, ...pick(properties, ['GroupName']) }));
  },
};

function describe({ world, properties }: ResourceContext, name: string): Made {
  const { region, accountId } = world.config;
  const group = textOf(properties, 'GroupName') ?? 'default';
  return {
    physicalId: name,
    attributes: { Arn: `arn:aws:scheduler:${region}:${accountId}:schedule/${group}/${name}` },
  };
}
