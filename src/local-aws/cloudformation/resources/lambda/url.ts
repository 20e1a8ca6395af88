import { call, pick, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { qualifiedName } from './qualified.ts';

export const url: ResourceType = {
  type: 'AWS::Lambda::Url',
  properties: ['AuthType', 'Cors', 'InvokeMode', 'Qualifier', 'TargetFunctionArn'],
  required: ['AuthType', 'TargetFunctionArn'],
  createOnly: ['Qualifier', 'TargetFunctionArn'],
  attributes: ['FunctionUrl', 'FunctionArn'],
  create: async (context) => {
    const creation = call(context.world, 'lambda', 'CreateFunctionUrlConfig', {
      ...located(context.properties),
      ...settings(context),
    });
    await unlessResumed(context.isResumed, creation);
    return describe(context);
  },
  update: async (context) => {
    await call(context.world, 'lambda', 'UpdateFunctionUrlConfig', {
      ...located(context.properties),
      ...settings(context),
    });
    return describe(context);
  },
  remove: async ({ world, properties }) => {
    await unlessMissing(call(world, 'lambda', 'DeleteFunctionUrlConfig', located(properties)));
  },
};

function located(properties: Properties): Record<string, unknown> {
  return { ...qualifiedName(properties, 'TargetFunctionArn'), ...pick(properties, ['Qualifier']) };
}

function settings({ properties }: ResourceContext): Record<string, unknown> {
  return pick(properties, ['AuthType', 'Cors', 'InvokeMode']);
}

async function describe({ world, properties }: ResourceContext): Promise<Made> {
  const config = await call(world, 'lambda', 'GetFunctionUrlConfig', located(properties));
  const FunctionArn = String(config['FunctionArn']);
  return { physicalId: FunctionArn, attributes: { FunctionUrl: config['FunctionUrl'], FunctionArn } };
}
