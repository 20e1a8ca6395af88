import { call, documentOf, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const dashboard: ResourceType = {
  type: 'AWS::CloudWatch::Dashboard',
  properties: ['DashboardBody', 'DashboardName', 'Tags'],
  required: ['DashboardBody'],
  createOnly: ['DashboardName'],
  nameProperty: 'DashboardName',
  create: (context) => put(context, textOf(context.properties, 'DashboardName') ?? context.generateName(255)),
  update: (context) => put(context, context.physicalId),
  remove: async ({ world, physicalId }) => {
    await unlessMissing(call(world, 'cloudwatch', 'DeleteDashboards', { DashboardNames: [physicalId] }));
  },
};

async function put({ world, properties }: ResourceContext, DashboardName: string): Promise<Made> {
  const DashboardBody = documentOf(properties['DashboardBody']);
  await call(world, 'cloudwatch', 'PutDashboard', { DashboardName, DashboardBody });
  return { physicalId: DashboardName };
}
