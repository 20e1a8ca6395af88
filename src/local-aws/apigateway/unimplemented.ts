import { notImplemented } from '../kernel/aws-error.ts';
import type { Operation } from '../kernel/operation.ts';

/** What is known and not done, with its route, so that the answer can name the operation. */
const ROUTES: Readonly<Record<string, string>> = {
  CreateVpcLink: 'POST /v2/vpclinks',
  GetVpcLink: 'GET /v2/vpclinks/{vpcLinkId}',
  UpdateVpcLink: 'PATCH /v2/vpclinks/{vpcLinkId}',
  DeleteVpcLink: 'DELETE /v2/vpclinks/{vpcLinkId}',
  CreateModel: 'POST /v2/apis/{apiId}/models',
  GetModel: 'GET /v2/apis/{apiId}/models/{modelId}',
  GetModelTemplate: 'GET /v2/apis/{apiId}/models/{modelId}/template',
  UpdateModel: 'PATCH /v2/apis/{apiId}/models/{modelId}',
  DeleteModel: 'DELETE /v2/apis/{apiId}/models/{modelId}',
  CreateRouteResponse: 'POST /v2/apis/{apiId}/routes/{routeId}/routeresponses',
  GetRouteResponses: 'GET /v2/apis/{apiId}/routes/{routeId}/routeresponses',
  GetRouteResponse: 'GET /v2/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}',
  UpdateRouteResponse: 'PATCH /v2/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}',
  DeleteRouteResponse: 'DELETE /v2/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}',
  CreateIntegrationResponse: 'POST /v2/apis/{apiId}/integrations/{integrationId}/integrationresponses',
  GetIntegrationResponses: 'GET /v2/apis/{apiId}/integrations/{integrationId}/integrationresponses',
  GetIntegrationResponse:
    'GET /v2/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}',
  UpdateIntegrationResponse:
    'PATCH /v2/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}',
  DeleteIntegrationResponse:
    'DELETE /v2/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}',
  CreateRoutingRule: 'POST /v2/domainnames/{domainName}/routingrules',
  ListRoutingRules: 'GET /v2/domainnames/{domainName}/routingrules',
  GetRoutingRule: 'GET /v2/domainnames/{domainName}/routingrules/{routingRuleId}',
  PutRoutingRule: 'PUT /v2/domainnames/{domainName}/routingrules/{routingRuleId}',
  DeleteRoutingRule: 'DELETE /v2/domainnames/{domainName}/routingrules/{routingRuleId}',
};

export const unimplementedOperations: readonly Operation[] = Object.entries(ROUTES).map(([name, route]) => ({
  name,
  route,
  writes: !route.startsWith('GET '),
  handle: () => {
    throw notImplemented('apigateway', name);
  },
}));
