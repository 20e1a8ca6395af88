import { call, pick, unlessMissing } from '../call.ts';
import type { ResourceContext, ResourceType } from '../resource-type.ts';
import { toWire } from './wire.ts';

export const apiMapping: ResourceType = {
  type: 'AWS::ApiGatewayV2::ApiMapping',
  properties: ['ApiId', 'ApiMappingKey', 'DomainName', 'Stage'],
  required: ['ApiId', 'DomainName', 'Stage'],
  createOnly: ['DomainName'],
  attributes: ['ApiMappingId'],
  create: async (context) => {
    const created = await call(context.world, 'apigateway', 'CreateApiMapping', inputOf(context));
    const physicalId = String(created['apiMappingId']);
    return { physicalId, attributes: { ApiMappingId: physicalId } };
  },
  update: async (context) => {
    const { physicalId } = context;
    await call(context.world, 'apigateway', 'UpdateApiMapping', { ...inputOf(context), apiMappingId: physicalId });
    return { physicalId, attributes: { ApiMappingId: physicalId } };
  },
  remove: async ({ world, properties, physicalId }) => {
    const key = { domainName: properties['DomainName'], apiMappingId: physicalId };
    await unlessMissing(call(world, 'apigateway', 'DeleteApiMapping', key));
  },
};

function inputOf({ properties }: ResourceContext): Record<string, unknown> {
  return toWire(pick(properties, ['ApiId', 'ApiMappingKey', 'DomainName', 'Stage'])) as Record<string, unknown>;
}
