import { apiPart, clearing } from './api-part.ts';

export const route = apiPart({
  type: 'AWS::ApiGatewayV2::Route',
  noun: 'Route',
  id: 'routeId',
  properties: [
    'ApiId',
    'ApiKeyRequired',
    'AuthorizationScopes',
    'AuthorizationType',
    'AuthorizerId',
    'ModelSelectionExpression',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RouteKey',
    'RouteResponseSelectionExpression',
    'Target',
  ],
  required: ['ApiId', 'RouteKey'],
  createOnly: ['ApiId'],
  attributes: ['RouteId'],
  booleans: ['ApiKeyRequired'],
  cleared: (context) => clearing(context, { AuthorizationType: 'NONE', AuthorizationScopes: [], Target: '' }),
});
