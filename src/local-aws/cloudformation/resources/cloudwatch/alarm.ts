import { call, numberIn, pick, tagList, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

const MEMBERS = [
  'ActionsEnabled',
  'AlarmActions',
  'AlarmDescription',
  'ComparisonOperator',
  'Dimensions',
  'EvaluateLowSampleCountPercentile',
  'ExtendedStatistic',
  'InsufficientDataActions',
  'MetricName',
  'Metrics',
  'Namespace',
  'OKActions',
  'Statistic',
  'ThresholdMetricId',
  'TreatMissingData',
  'Unit',
];
const NUMBERS = ['DatapointsToAlarm', 'EvaluationPeriods', 'Period', 'Threshold'];

export const alarm: ResourceType = {
  type: 'AWS::CloudWatch::Alarm',
  properties: [...MEMBERS, ...NUMBERS, 'AlarmName', 'EvaluationCriteria', 'EvaluationInterval', 'Tags'],
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
  const numbers = NUMBERS.filter((name) => name in properties).map((name) => [name, numberIn(properties, name)]);
  await call(world, 'cloudwatch', 'PutMetricAlarm', {
    AlarmName,
    ...pick(properties, MEMBERS),
    ...Object.fromEntries(numbers),
    Tags: tagList(tags),
  });
  const Arn = `arn:aws:cloudwatch:${world.config.region}:${world.config.accountId}:alarm:${AlarmName}`;
  return { physicalId: AlarmName, attributes: { Arn } };
}
