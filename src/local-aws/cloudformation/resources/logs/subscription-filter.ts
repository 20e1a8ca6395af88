import { call, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const subscriptionFilter: ResourceType = {
  type: 'AWS::Logs::SubscriptionFilter',
  properties: [
    'ApplyOnTransformedLogs',
    'DestinationArn',
    'Distribution',
    'EmitSystemFields',
    'FieldSelectionCriteria',
    'FilterName',
    'FilterPattern',
    'LogGroupName',
    'RoleArn',
  ],
  required: ['DestinationArn', 'FilterPattern', 'LogGroupName'],
  createOnly: ['FilterName', 'LogGroupName'],
  create: (context) => put(context, textOf(context.properties, 'FilterName') ?? context.generateName(512)),
  update: (context) => put(context, context.physicalId),
  remove: async ({ world, properties: { LogGroupName: logGroupName }, physicalId: filterName }) => {
    await unlessMissing(call(world, 'logs', 'DeleteSubscriptionFilter', { logGroupName, filterName }));
  },
};

async function put({ world, properties }: ResourceContext, filterName: string): Promise<Made> {
  await call(world, 'logs', 'PutSubscriptionFilter', {
    logGroupName: properties['LogGroupName'],
    filterName,
    filterPattern: properties['FilterPattern'],
    destinationArn: properties['DestinationArn'],
    ...(properties['RoleArn'] !== undefined && { roleArn: properties['RoleArn'] }),
    ...(properties['Distribution'] !== undefined && { distribution: properties['Distribution'] }),
  });
  return { physicalId: filterName };
}
