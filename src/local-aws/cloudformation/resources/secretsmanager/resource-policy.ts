import { call, documentOf, textOf, unlessMissing } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';

/** `Ref` is the secret's ARN. */
export const secretPolicy: ResourceType = {
  type: 'AWS::SecretsManager::ResourcePolicy',
  properties: ['BlockPublicPolicy', 'ResourcePolicy', 'SecretId'],
  required: ['ResourcePolicy', 'SecretId'],
  createOnly: ['SecretId'],
  attributes: ['Id'],
  create: put,
  update: put,
  remove: async ({ world, physicalId: SecretId }) => {
    await unlessMissing(call(world, 'secretsmanager', 'DeleteResourcePolicy', { SecretId }));
  },
};

async function put({ world, properties }: ResourceContext): Promise<Made> {
  const SecretId = textOf(properties, 'SecretId');
  const ResourcePolicy = documentOf(properties['ResourcePolicy']);
  const { ARN } = await call(world, 'secretsmanager', 'PutResourcePolicy', { SecretId, ResourcePolicy });
  return { physicalId: String(ARN), attributes: { Id: ARN } };
}
