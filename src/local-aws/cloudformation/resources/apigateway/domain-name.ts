import { call, pick, textOf, unlessMissing, unlessResumed } from '../call.ts';
import type { Made, ResourceContext, ResourceType } from '../resource-type.ts';
import { toWire } from './wire.ts';

const SETTINGS = ['DomainNameConfigurations', 'MutualTlsAuthentication', 'RoutingMode'];

export const domainName: ResourceType = {
  type: 'AWS::ApiGatewayV2::DomainName',
  properties: ['DomainName', ...SETTINGS, 'Tags'],
  required: ['DomainName'],
  createOnly: ['DomainName'],
  nameProperty: 'DomainName',
  attributes: ['RegionalDomainName', 'RegionalHostedZoneId', 'DomainNameArn'],
  create: async (context) => {
    const creation = call(context.world, 'apigateway', 'CreateDomainName', { ...inputOf(context), tags: context.tags });
    await unlessResumed(context.isResumed, creation);
    return describe(context);
  },
  update: async (context) => {
    await call(context.world, 'apigateway', 'UpdateDomainName', inputOf(context));
    return describe(context);
  },
  remove: async ({ world, physicalId }) => {
    await unlessMissing(call(world, 'apigateway', 'DeleteDomainName', { domainName: physicalId }));
  },
};

function inputOf({ properties }: ResourceContext): Record<string, unknown> {
  return toWire(pick(properties, ['DomainName', ...SETTINGS])) as Record<string, unknown>;
}

async function describe({ world, properties }: ResourceContext): Promise<Made> {
  const name = textOf(properties, 'DomainName') as string;
  const found = await call(world, 'apigateway', 'GetDomainName', { domainName: name });
  const [first] = (found['domainNameConfigurations'] ?? []) as Record<string, unknown>[];
  const attributes = {
    RegionalDomainName: first?.['apiGatewayDomainName'] ?? name,
    RegionalHostedZoneId: first?.['hostedZoneId'] ?? '',
    DomainNameArn: `arn:aws:apigateway:${world.config.region}::/domainnames/${name}`,
  };
  return { physicalId: name, attributes };
}
