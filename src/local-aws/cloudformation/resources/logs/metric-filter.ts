import { call, textOf, unlessMissing } from '../call.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

export const metricFilter: ResourceType = {
  type: 'AWS::Logs::MetricFilter',
  properties: [
    'ApplyOnTransformedLogs',
    'EmitSystemFieldDimensions',
    'FieldSelectionCriteria',
    'FilterName',
    'FilterPattern',
    'LogGroupName',
    'MetricTransformations',
  ],
  required: ['FilterPattern', 'LogGroupName', 'MetricTransformations'],
  createOnly: ['FilterName', 'LogGroupName'],
  create: (context) => put(context, textOf(context.properties, 'FilterName') ?? context.generateName(512)),
  update: (context) => put(context, context.physicalId),
  remove: async ({ world, properties: { LogGroupName: logGroupName }, physicalId: filterName }) => {
    await unlessMissing(call(world, 'logs', 'DeleteMetricFilter', { logGroupName, filterName }));
  },
};

async function put({ world, properties }: ResourceContext, filterName: string): Promise<Made> {
  await call(world, 'logs', 'PutMetricFilter', {
    logGroupName: properties['LogGroupName'],
    filterName,
    filterPattern: properties['FilterPattern'],
    metricTransformations: (properties['MetricTransformations'] as readonly Properties[]).map(toTransformation),
  });
  return { physicalId: filterName };
}

interface Dimension {
  readonly Key: string;
  readonly Value: string;
}

function toTransformation(given: Properties): Record<string, unknown> {
  const dimensions = given['Dimensions'] as readonly Dimension[] | undefined;
  return {
    metricName: given['MetricName'],
    metricNamespace: given['MetricNamespace'],
    metricValue: textOf(given, 'MetricValue'),
    ...(given['DefaultValue'] !== undefined && { defaultValue: Number(given['DefaultValue']) }),
    ...(given['Unit'] !== undefined && { unit: given['Unit'] }),
    ...(dimensions && { dimensions: Object.fromEntries(dimensions.map(({ Key, Value }) => [Key, Value])) }),
  };
}
