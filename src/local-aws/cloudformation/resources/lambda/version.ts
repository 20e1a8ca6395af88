import { AwsError } from '../../../kernel/aws-error.ts';
import { call, isChanged, numberIn, pick, unlessMissing } from '../call.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { qualifiedName } from './qualified.ts';
import { provision } from './provision.ts';

export const version: ResourceType = {
  type: 'AWS::Lambda::Version',
  properties: ['CodeSha256', 'Description', 'FunctionName', 'ProvisionedConcurrencyConfig', 'RuntimePolicy'],
  required: ['FunctionName'],
  createOnly: ['CodeSha256', 'Description', 'FunctionName', 'RuntimePolicy'],
  attributes: ['Version', 'FunctionArn'],
  create: async (context) => {
    const { world, properties } = context;
    const { FunctionName } = qualifiedName(properties);
    const known = await versionsOf(context, FunctionName);
    const published = await call(world, 'lambda', 'PublishVersion', {
      FunctionName,
      ...pick(properties, ['CodeSha256', 'Description']),
    });
    const number = String(published['Version']);
    if (known.includes(number) && !context.isResumed) throw unchanged(number);
    const arn = String(published['FunctionArn']);
    context.claim(arn);
    await provision(world, { FunctionName, Qualifier: number }, amount(properties));
    return describe(arn);
  },
  update: async (context) => {
    const { world, properties, physicalId } = context;
    const [FunctionName, Qualifier] = physicalId.split(':').slice(-2) as [string, string];
    if (isChanged(context, ['ProvisionedConcurrencyConfig'])) {
      await provision(world, { FunctionName, Qualifier }, amount(properties));
    }
    return describe(physicalId);
  },
  remove: async ({ world, physicalId }) => {
    const [FunctionName, Qualifier] = physicalId.split(':').slice(-2);
    await unlessMissing(call(world, 'lambda', 'DeleteFunction', { FunctionName, Qualifier }));
  },
};

function amount(properties: Properties): number | undefined {
  const config = properties['ProvisionedConcurrencyConfig'] as Properties | undefined;
  return config && numberIn(config, 'ProvisionedConcurrentExecutions');
}

async function versionsOf({ world }: ResourceContext, FunctionName: string): Promise<string[]> {
  const { Versions } = await call(world, 'lambda', 'ListVersionsByFunction', { FunctionName });
  return (Versions as { Version: string }[]).map(({ Version }) => Version);
}

// Lambda publishes nothing new for an unchanged function; CloudFormation takes that for somebody else's version.
function unchanged(number: string): AwsError {
  return new AwsError(
    'AlreadyExists',
    409,
    `A version for this Lambda function exists ( ${number} ). Modify the function to create a new version.`,
  );
}

function describe(arn: string): Made {
  return { physicalId: arn, attributes: { Version: arn.split(':').at(-1), FunctionArn: arn } };
}
