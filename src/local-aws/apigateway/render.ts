import type { World } from '../kernel/world.ts';
import type {
  ApiMappingRow,
  ApiRow,
  AuthorizerRow,
  DeploymentRow,
  DomainNameRow,
  IntegrationRow,
  RouteRow,
  StageRow,
} from './rows.ts';
import { without } from './without.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * AWS's endpoint is a name that holds the API's id. No such name resolves on every machine, so the id is the path's
 * first segment; the gateway takes it off, and serves the same paths without it.
 */
export async function renderApi(world: World, api: ApiRow): Promise<Body> {
  return { ...api, apiEndpoint: `${await world.gateway.endpoint(api.apiId)}/${api.apiId}` };
}

export function renderRoute(row: RouteRow): Body {
  return without(row, 'apiId');
}

export function renderIntegration(row: IntegrationRow): Body {
  return without(row, 'apiId');
}

export function renderAuthorizer(row: AuthorizerRow): Body {
  return without(row, 'apiId');
}

export function renderDeployment(world: World, row: DeploymentRow): Body {
  const deploymentStatus = world.clock.now() >= row.internal.deployedAt ? 'DEPLOYED' : 'PENDING';
  return { ...without(row, 'apiId', 'internal'), deploymentStatus };
}

export function renderStage(row: StageRow): Body {
  return without(row, 'apiId', 'internal');
}

export async function renderDomainName(world: World, row: DomainNameRow): Promise<Body> {
  const { certificateArn, endpointType, securityPolicy, ipAddressType, ...members } = row;
  const address = await world.gateway.endpoint(row.domainName);
  return {
    ...members,
    domainNameArn: `arn:aws:apigateway:${world.config.region}::/domainnames/${row.domainName}`,
    apiMappingSelectionExpression: '$request.basepath',
    domainNameConfigurations: [
      {
        // On AWS the name to point DNS at; here the address where the domain is served.
        apiGatewayDomainName: address.replace('http://', ''),
        ...(certificateArn && { certificateArn }),
        domainNameStatus: 'AVAILABLE',
        endpointType,
        securityPolicy,
        ipAddressType,
        hostedZoneId: 'Z1UJRXOUMOOFQ8',
      },
    ],
  };
}

export function renderApiMapping(row: ApiMappingRow): Body {
  return without(row, 'domainName');
}
