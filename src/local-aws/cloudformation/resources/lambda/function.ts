import { call, isChanged, numberIn, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { codeOf } from './code.ts';
import { waitForFunction } from './wait-for-function.ts';

const CONFIGURATION = [
  'DeadLetterConfig',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'Handler',
  'ImageConfig',
  'Layers',
  'LoggingConfig',
  'Role',
  'Runtime',
  'SnapStart',
  'TracingConfig',
  'VpcConfig',
];
const NUMBERS = ['MemorySize', 'Timeout'];

export const lambdaFunction: ResourceType = {
  type: 'AWS::Lambda::Function',
  properties: [
    ...CONFIGURATION,
    ...NUMBERS,
    'Architectures',
    'Code',
    'CodeSigningConfigArn',
    'FunctionName',
    'KmsKeyArn',
    'PackageType',
    'RecursiveLoop',
    'ReservedConcurrentExecutions',
    'RuntimeManagementConfig',
    'Tags',
  ],
  required: ['Code', 'Role'],
  createOnly: ['FunctionName', 'PackageType'],
  nameProperty: 'FunctionName',
  attributes: ['Arn'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    const FunctionName = textOf(properties, 'FunctionName') ?? context.generateName(64);
    const creation = call(world, 'lambda', 'CreateFunction', {
      ...configurationOf(properties),
      ...pick(properties, ['Architectures', 'CodeSigningConfigArn', 'KMSKeyArn', 'PackageType']),
      FunctionName,
      Code: codeOf(properties),
      Tags: context.tags,
    });
    await unlessResumed(context.isResumed, creation);
    context.claim(FunctionName);
    await waitForFunction(world, FunctionName);
    await reserve(context, FunctionName);
    return describe(context, FunctionName);
  },
  update: async (context) => {
    const { physicalId: FunctionName } = context;
    await updateCode(context);
    await updateConfiguration(context);
    if (isChanged(context, ['ReservedConcurrentExecutions'])) await reserve(context, FunctionName);
    await changeTags(context);
    return describe(context, FunctionName);
  },
  remove: async ({ world, physicalId: FunctionName }) => {
    await unlessMissing(call(world, 'lambda', 'DeleteFunction', { FunctionName }));
  },
};

function configurationOf(properties: Properties): Record<string, unknown> {
  const numbers = NUMBERS.filter((name) => name in properties).map((name) => [name, numberIn(properties, name)]);
  const key = textOf(properties, 'KmsKeyArn');
  return {
    ...pick(properties, CONFIGURATION),
    ...Object.fromEntries(numbers),
    ...environmentOf(properties),
    ...(key !== undefined && { KMSKeyArn: key }),
  };
}

/** Values of variables are texts; a template may say numbers. */
function environmentOf(properties: Properties): Record<string, unknown> {
  const environment = properties['Environment'] as { Variables?: Record<string, unknown> } | undefined;
  if (!environment) return {};
  const variables = Object.entries(environment.Variables ?? {}).map(([name, value]) => [name, String(value)]);
  return { Environment: { Variables: Object.fromEntries(variables) as Record<string, string> } };
}

async function updateCode(context: ExistingContext): Promise<void> {
  const { world, properties, physicalId: FunctionName } = context;
  if (!isChanged(context, ['Code', 'Architectures'])) return;
  await call(world, 'lambda', 'UpdateFunctionCode', {
    FunctionName,
    ...codeOf(properties),
    ...pick(properties, ['Architectures']),
  });
  await waitForFunction(world, FunctionName);
}

/** What is not in the template any more goes back to its default. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  DeadLetterConfig: {},
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  Layers: [],
  MemorySize: 128,
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
};

async function updateConfiguration(context: ExistingContext): Promise<void> {
  const { world, properties, previous, physicalId: FunctionName } = context;
  if (!isChanged(context, [...CONFIGURATION, ...NUMBERS, 'KmsKeyArn'])) return;
  const gone = Object.keys(DEFAULTS).filter((name) => name in previous && !(name in properties));
  await call(world, 'lambda', 'UpdateFunctionConfiguration', {
    FunctionName,
    ...Object.fromEntries(gone.map((name) => [name, DEFAULTS[name]])),
    ...configurationOf(properties),
  });
  await waitForFunction(world, FunctionName);
}

async function reserve({ world, properties }: ResourceContext, FunctionName: string): Promise<void> {
  const ReservedConcurrentExecutions = numberIn(properties, 'ReservedConcurrentExecutions');
  if (ReservedConcurrentExecutions !== undefined) {
    await call(world, 'lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions });
  } else {
    await unlessMissing(call(world, 'lambda', 'DeleteFunctionConcurrency', { FunctionName }));
  }
}

async function changeTags({ world, tags, physicalId }: ExistingContext): Promise<void> {
  const Resource = arnOf(world, physicalId);
  const { Tags } = await call(world, 'lambda', 'ListTags', { Resource });
  const gone = Object.keys(Tags ?? {}).filter((key) => !(key in tags));
  if (gone.length > 0) await call(world, 'lambda', 'UntagResource', { Resource, tagKeys: gone });
  await call(world, 'lambda', 'TagResource', { Resource, Tags: tags });
}

function arnOf({ config }: ResourceContext['world'], name: string): string {
  return `arn:aws:lambda:${config.region}:${config.accountId}:function:${name}`;
}

function describe({ world }: ResourceContext, FunctionName: string): Made {
  return { physicalId: FunctionName, attributes: { Arn: arnOf(world, FunctionName) } };
}
