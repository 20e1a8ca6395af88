import { apiPart } from './api-part.ts';

export const authorizer = apiPart({
  type: 'AWS::ApiGatewayV2::Authorizer',
  noun: 'Authorizer',
  id: 'authorizerId',
  properties: [
    'ApiId',
    'AuthorizerCredentialsArn',
    'AuthorizerPayloadFormatVersion',
    'AuthorizerResultTtlInSeconds',
    'AuthorizerType',
    'AuthorizerUri',
    'EnableSimpleResponses',
    'IdentitySource',
    'IdentityValidationExpression',
    'JwtConfiguration',
    'Name',
  ],
  required: ['ApiId', 'AuthorizerType', 'Name'],
  createOnly: ['ApiId'],
  attributes: ['AuthorizerId'],
  numbers: ['AuthorizerResultTtlInSeconds'],
  booleans: ['EnableSimpleResponses'],
});
