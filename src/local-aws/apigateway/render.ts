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

type Body = Readonly<Record<string, unknown>>;

/**
 * AWS's endpoint is a name that holds the API's id. No such name resolves on every machine, so the id is the path's
 * first segment; the gateway takes it off, and serves the same paths without it.
 */
export async function renderApi(world: World, api: ApiRow): Promise<Body> {
  return { ...api, apiEndpoint: `${await world.gateway.endpoint(api.apiId)}/${api.apiId}` };
}

export function renderRoute({ apiId: _, ...members }: RouteRow): Body {
  return members;
}

export function renderIntegration({ apiId: _, ...members }: IntegrationRow): Body {
  return members;
}

export function renderAuthorizer({ apiId: _, ...members }: AuthorizerRow): Body {
  return members;
}

export function renderDeployment(world: World, { apiId: _, internal, ...members }: DeploymentRow): Body {
  const deploymentStatus = world.clock.now() >= internal.deployedAt ? 'DEPLOYED' : 'PENDING';
  return { ...members, deploymentStatus };
}

export function renderStage({ apiId: _, internal: __, ...members }: StageRow): Body {
  return members;
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

export function renderApiMapping({ domainName: _, ...members }: ApiMappingRow): Body {
  return members;
}
