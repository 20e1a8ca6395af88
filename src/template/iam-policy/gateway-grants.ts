import { liveStage, previewStage } from '../../model/release.ts';
import type { Service } from '../../model/service.ts';
import type { Grant, PolicyPlace } from './grant.ts';

/**
 * API Gateway's actions are HTTP methods, its resources the paths below `/v2`, without an account.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-permissions-to-manage-api.html
 */
export function gatewayGrants(service: Service, place: PolicyPlace): readonly Grant[] {
  if (service.routes.length === 0) return [];
  const api = apiArn(place);
  const stages = [liveStage, previewStage].map((stage) => `${api}/stages/${stage}`);
  return [
    {
      sid: 'ReadApi',
      for: ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'],
      actions: ['apigateway:GET'],
      resources: [api, `${api}/*`],
    },
    { sid: 'ImportRoutes', for: ['deploy'], actions: ['apigateway:PUT'], resources: [api] },
    {
      sid: 'MakeDeployments',
      for: ['deploy'],
      actions: ['apigateway:POST'],
      resources: [`${api}/deployments`, `${api}/stages`],
    },
    { sid: 'Switch', for: ['deploy', 'rollback'], actions: ['apigateway:PATCH'], resources: stages },
    {
      // A first release that fails is taken back by taking its stage away.
      sid: 'TakeBackStage',
      for: ['deploy', 'destroy'],
      actions: ['apigateway:DELETE'],
      resources: [`${api}/stages/${liveStage}`],
    },
    { sid: 'DeleteDeployments', for: ['prune'], actions: ['apigateway:DELETE'], resources: [`${api}/deployments/*`] },
  ];
}

export const apiArn = ({ partition, region, apiId }: PolicyPlace): string =>
  `arn:${partition}:apigateway:${region}::/apis/${apiId}`;
