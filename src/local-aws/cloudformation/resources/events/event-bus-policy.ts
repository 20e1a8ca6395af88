import { call, pick, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const eventBusPolicy: ResourceType = {
  type: 'AWS::Events::EventBusPolicy',
  properties: ['Action', 'Condition', 'EventBusName', 'Principal', 'Statement', 'StatementId'],
  required: ['StatementId'],
  createOnly: ['EventBusName', 'StatementId'],
  create: put,
  update: put,
  remove: async ({ world, properties }) => {
    await unlessMissing(call(world, 'events', 'RemovePermission', pick(properties, ['EventBusName', 'StatementId'])));
  },
};

async function put({ world, properties }: ResourceContext): Promise<Made> {
  const members = pick(properties, ['Action', 'EventBusName', 'Principal', 'StatementId']);
  await call(world, 'events', 'PutPermission', members);
  return {
    physicalId: `${textOf(properties, 'EventBusName') ?? 'default'}|${textOf(properties, 'StatementId') as string}`,
  };
}
