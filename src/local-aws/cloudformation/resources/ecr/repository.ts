import { call, documentOf, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

interface Settings extends Properties {
  readonly ImageScanningConfiguration?: { readonly ScanOnPush?: boolean | string };
  readonly ImageTagMutability?: string;
  readonly LifecyclePolicy?: { readonly LifecyclePolicyText?: string };
  readonly RepositoryPolicyText?: unknown;
}

export const repository: ResourceType = {
  type: 'AWS::ECR::Repository',
  properties: [
    'EmptyOnDelete',
    'EncryptionConfiguration',
    'ImageScanningConfiguration',
    'ImageTagMutability',
    'ImageTagMutabilityExclusionFilters',
    'LifecyclePolicy',
    'RepositoryName',
    'RepositoryPolicyText',
    'Tags',
  ],
  createOnly: ['EncryptionConfiguration', 'RepositoryName'],
  nameProperty: 'RepositoryName',
  attributes: ['Arn', 'RepositoryUri'],
  create: async (context) => {
    const { world, properties, claim } = context;
    const repositoryName = textOf(properties, 'RepositoryName') ?? context.generateName(256).toLowerCase();
    await unlessResumed(context.isResumed, call(world, 'ecr', 'CreateRepository', { repositoryName }));
    claim(repositoryName);
    return configure(context, repositoryName);
  },
  update: (context) => configure(context, context.physicalId),
  remove: async ({ world, physicalId: repositoryName }) => {
    await unlessMissing(call(world, 'ecr', 'DeleteRepository', { repositoryName, force: true }));
  },
};

async function configure({ world, properties }: ResourceContext, repositoryName: string): Promise<Made> {
  const { ImageScanningConfiguration, ImageTagMutability, LifecyclePolicy, RepositoryPolicyText } =
    properties as Settings;
  const scanOnPush = String(ImageScanningConfiguration?.ScanOnPush) === 'true';
  const lifecyclePolicyText = LifecyclePolicy?.LifecyclePolicyText;
  const imageScanningConfiguration = { scanOnPush };
  await call(world, 'ecr', 'PutImageScanningConfiguration', { repositoryName, imageScanningConfiguration });
  const imageTagMutability = ImageTagMutability ?? 'MUTABLE';
  await call(world, 'ecr', 'PutImageTagMutability', { repositoryName, imageTagMutability });
  if (lifecyclePolicyText) await call(world, 'ecr', 'PutLifecyclePolicy', { repositoryName, lifecyclePolicyText });
  if (RepositoryPolicyText) {
    const policyText = documentOf(RepositoryPolicyText);
    await call(world, 'ecr', 'SetRepositoryPolicy', { repositoryName, policyText });
  }
  const { accountId, region } = world.config;
  const RepositoryUri = `${accountId}.dkr.ecr.${region}.amazonaws.com/${repositoryName}`;
  const Arn = `arn:aws:ecr:${region}:${accountId}:repository/${repositoryName}`;
  return { physicalId: repositoryName, attributes: { Arn, RepositoryUri } };
}
