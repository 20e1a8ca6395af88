import { randomUUID } from 'node:crypto';
import { notImplemented } from '../../../kernel/aws-error.ts';
import { call, isChanged, pick, tagList, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { ExistingContext, Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { generateSecretString } from './generate-secret-string.ts';

const SETTINGS = ['Description', 'KmsKeyId', 'Type'];

/** `Ref` is the secret's ARN. */
export const secret: ResourceType = {
  type: 'AWS::SecretsManager::Secret',
  properties: [...SETTINGS, 'GenerateSecretString', 'Name', 'ReplicaRegions', 'SecretString', 'Tags'],
  createOnly: ['Name'],
  nameProperty: 'Name',
  attributes: ['Id'],
  taggable: true,
  create: async (context) => {
    const { world, properties } = context;
    refuse(properties);
    const Name = textOf(properties, 'Name') ?? nameOf(context);
    const params = { Name, Tags: tagList(context.tags), ...(await valueOf(context)), ...pick(properties, SETTINGS) };
    await unlessResumed(context.isResumed, call(world, 'secretsmanager', 'CreateSecret', params));
    const { ARN } = await call(world, 'secretsmanager', 'DescribeSecret', { SecretId: Name });
    context.claim(String(ARN));
    return describe(String(ARN));
  },
  update: async (context) => {
    const { world, properties, physicalId: SecretId } = context;
    refuse(properties);
    const value = isChanged(context, ['SecretString', 'GenerateSecretString']) ? await newValue(context) : {};
    const settings = { Description: '', ...pick(properties, SETTINGS) };
    await call(world, 'secretsmanager', 'UpdateSecret', { SecretId, ...value, ...settings });
    await retag(context);
    return describe(SecretId);
  },
  // AWS's CloudFormation keeps no recovery window either.
  remove: async ({ world, physicalId: SecretId }) => {
    const params = { SecretId, ForceDeleteWithoutRecovery: true };
    await unlessMissing(call(world, 'secretsmanager', 'DeleteSecret', params));
  },
};

function refuse(properties: Properties): void {
  if ('ReplicaRegions' in properties) {
    throw notImplemented('cloudformation', 'AWS::SecretsManager::Secret with ReplicaRegions');
  }
}

/** Without the stack's name, as on AWS. */
function nameOf({ stackName, generateName }: ResourceContext): string {
  return generateName(255).slice(stackName.length + 1);
}

/** Empty for a secret that gets its value elsewhere. */
async function valueOf({ world, properties }: ResourceContext): Promise<object> {
  const SecretString = textOf(properties, 'SecretString') ?? (await generateSecretString(world, properties));
  return SecretString === undefined ? {} : { SecretString, ClientRequestToken: randomUUID() };
}

/** A way back puts a written value back; what was generated stays, for the one before is known to nobody. */
async function newValue(context: ExistingContext): Promise<object> {
  const { properties, previous } = context;
  const isSame =
    JSON.stringify(properties['GenerateSecretString']) === JSON.stringify(previous['GenerateSecretString']);
  return 'SecretString' in properties || !isSame ? valueOf(context) : {};
}

async function retag({ world, tags, physicalId: SecretId }: ExistingContext): Promise<void> {
  const { Tags = [] } = await call(world, 'secretsmanager', 'DescribeSecret', { SecretId });
  const TagKeys = (Tags as { Key: string }[]).map(({ Key }) => Key).filter((key) => !(key in tags));
  await call(world, 'secretsmanager', 'UntagResource', { SecretId, TagKeys });
  await call(world, 'secretsmanager', 'TagResource', { SecretId, Tags: tagList(tags) });
}

function describe(arn: string): Made {
  return { physicalId: arn, attributes: { Id: arn } };
}
