import { call, pick, textOf, unlessMissing } from '../call.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

export const layerVersionPermission: ResourceType = {
  type: 'AWS::Lambda::LayerVersionPermission',
  properties: ['Action', 'LayerVersionArn', 'OrganizationId', 'Principal'],
  required: ['Action', 'LayerVersionArn', 'Principal'],
  attributes: ['Id'],
  create: async (context) => {
    const { world, properties } = context;
    const StatementId = context.generateName(100);
    await call(world, 'lambda', 'AddLayerVersionPermission', {
      ...locate(properties),
      StatementId,
      ...pick(properties, ['Action', 'OrganizationId', 'Principal']),
    });
    const physicalId = `${textOf(properties, 'LayerVersionArn') as string}#${StatementId}`;
    return { physicalId, attributes: { Id: physicalId } };
  },
  remove: async ({ world, properties, physicalId }) => {
    const StatementId = physicalId.split('#').at(-1);
    await unlessMissing(call(world, 'lambda', 'RemoveLayerVersionPermission', { ...locate(properties), StatementId }));
  },
};

function locate(properties: Properties): { LayerName: string; VersionNumber: number } {
  const [name, version] = (textOf(properties, 'LayerVersionArn') ?? '').split(':').slice(-2) as [string, string];
  return { LayerName: name, VersionNumber: Number(version) };
}
