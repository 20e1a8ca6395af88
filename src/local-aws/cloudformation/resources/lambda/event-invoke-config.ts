import { call, numberIn, pick, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

export const eventInvokeConfig: ResourceType = {
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: ['DestinationConfig', 'FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
  required: ['FunctionName', 'Qualifier'],
  createOnly: ['FunctionName', 'Qualifier'],
  create: (context) => put(context),
  update: (context) => put(context),
  remove: async ({ world, properties }) => {
    const qualified = pick(properties, ['FunctionName', 'Qualifier']);
    await unlessMissing(call(world, 'lambda', 'DeleteFunctionEventInvokeConfig', qualified));
  },
};

/** Putting replaces the whole configuration. */
async function put({ world, properties }: ResourceContext): Promise<Made> {
  const FunctionName = textOf(properties, 'FunctionName') as string;
  const Qualifier = textOf(properties, 'Qualifier') as string;
  await call(world, 'lambda', 'PutFunctionEventInvokeConfig', {
    FunctionName,
    Qualifier,
    ...pick(properties, ['DestinationConfig']),
    ...number(properties, 'MaximumEventAgeInSeconds'),
    ...number(properties, 'MaximumRetryAttempts'),
  });
  return { physicalId: `${FunctionName}|${Qualifier}` };
}

function number(properties: ResourceContext['properties'], name: string): Record<string, number> {
  const value = numberIn(properties, name);
  return value === undefined ? {} : { [name]: value };
}
