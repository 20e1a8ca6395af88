import { call, isChanged, numberIn, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, Properties, ResourceType } from '../resource-type.ts';
import { qualifiedName } from './qualified.ts';
import { provision } from './provision.ts';

interface Weight {
  readonly FunctionVersion: string;
  readonly FunctionWeight: number | string;
}

export const alias: ResourceType = {
  type: 'AWS::Lambda::Alias',
  properties: [
    'Description',
    'FunctionName',
    'FunctionVersion',
    'Name',
    'ProvisionedConcurrencyConfig',
    'RoutingConfig',
  ],
  required: ['FunctionName', 'FunctionVersion', 'Name'],
  createOnly: ['FunctionName', 'Name'],
  nameProperty: 'Name',
  attributes: ['AliasArn'],
  create: async (context) => {
    const { world, properties } = context;
    const { FunctionName } = qualifiedName(properties);
    const Name = textOf(properties, 'Name') as string;
    const creation = call(world, 'lambda', 'CreateAlias', { FunctionName, Name, ...settingsOf(properties) });
    await unlessResumed(context.isResumed, creation);
    const { config } = world;
    const arn = `arn:aws:lambda:${config.region}:${config.accountId}:function:${FunctionName}:${Name}`;
    context.claim(arn);
    await provision(world, { FunctionName, Qualifier: Name }, amount(properties));
    return describe(arn);
  },
  update: async (context) => {
    const { world, properties, physicalId } = context;
    const [FunctionName, Name] = physicalId.split(':').slice(-2) as [string, string];
    await call(world, 'lambda', 'UpdateAlias', { FunctionName, Name, ...settingsOf(properties) });
    if (isChanged(context, ['ProvisionedConcurrencyConfig', 'FunctionVersion'])) {
      await provision(world, { FunctionName, Qualifier: Name }, amount(properties));
    }
    return describe(physicalId);
  },
  remove: async ({ world, physicalId }) => {
    const [FunctionName, Name] = physicalId.split(':').slice(-2);
    await unlessMissing(call(world, 'lambda', 'DeleteAlias', { FunctionName, Name }));
  },
};

function amount(properties: Properties): number | undefined {
  const config = properties['ProvisionedConcurrencyConfig'] as Properties | undefined;
  return config && numberIn(config, 'ProvisionedConcurrentExecutions');
}

function settingsOf(properties: Properties): Record<string, unknown> {
  const routing = properties['RoutingConfig'] as { AdditionalVersionWeights?: readonly Weight[] } | undefined;
  const weights = (routing?.AdditionalVersionWeights ?? []).map(
    ({ FunctionVersion, FunctionWeight }): [string, number] => [FunctionVersion, Number(FunctionWeight)],
  );
  return {
    FunctionVersion: textOf(properties, 'FunctionVersion'),
    Description: textOf(properties, 'Description') ?? '',
    RoutingConfig: { AdditionalVersionWeights: Object.fromEntries(weights) },
  };
}

function describe(arn: string): Made {
  return { physicalId: arn, attributes: { AliasArn: arn } };
}
