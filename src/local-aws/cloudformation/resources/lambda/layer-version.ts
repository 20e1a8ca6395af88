import { call, pick, textOf, unlessMissing } from '../call.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

/** Has no update: every change is another version. */
export const layerVersion: ResourceType = {
  type: 'AWS::Lambda::LayerVersion',
  properties: ['CompatibleArchitectures', 'CompatibleRuntimes', 'Content', 'Description', 'LayerName', 'LicenseInfo'],
  required: ['Content'],
  attributes: ['LayerVersionArn'],
  create: async (context) => {
    const { world, properties } = context;
    const content = (properties['Content'] ?? {}) as Properties;
    const published = await call(world, 'lambda', 'PublishLayerVersion', {
      LayerName: textOf(properties, 'LayerName') ?? context.logicalId,
      Content: pick(content, ['S3Bucket', 'S3Key', 'S3ObjectVersion']),
      ...pick(properties, ['CompatibleArchitectures', 'CompatibleRuntimes', 'Description', 'LicenseInfo']),
    });
    const arn = String(published['LayerVersionArn']);
    return { physicalId: arn, attributes: { LayerVersionArn: arn } };
  },
  remove: async ({ world, physicalId }) => {
    const [LayerName, version] = physicalId.split(':').slice(-2);
    await unlessMissing(call(world, 'lambda', 'DeleteLayerVersion', { LayerName, VersionNumber: Number(version) }));
  },
};
