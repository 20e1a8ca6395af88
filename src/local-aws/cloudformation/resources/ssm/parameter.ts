import { call, pick, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

const MEMBERS = ['DataType', 'Description', 'Tier', 'Type', 'Value'];

export const parameter: ResourceType = {
  type: 'AWS::SSM::Parameter',
  properties: [...MEMBERS, 'AllowedPattern', 'Name', 'Policies', 'Tags'],
  required: ['Type', 'Value'],
  createOnly: ['Name'],
  nameProperty: 'Name',
  attributes: ['Type', 'Value'],
  create: (context) => put(context, textOf(context.properties, 'Name') ?? context.generateName(200), context.isResumed),
  update: (context) => put(context, context.physicalId, true),
  remove: async ({ world, physicalId: Name }) => {
    await unlessMissing(call(world, 'ssm', 'DeleteParameter', { Name }));
  },
};

async function put({ world, properties }: ResourceContext, Name: string, Overwrite: boolean): Promise<Made> {
  await call(world, 'ssm', 'PutParameter', { Name, Overwrite, ...pick(properties, MEMBERS) });
  return { physicalId: Name, attributes: pick(properties, ['Type', 'Value']) };
}
