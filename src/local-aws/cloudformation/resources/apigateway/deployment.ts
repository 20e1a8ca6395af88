import { apiPart } from './api-part.ts';

export const deployment = apiPart({
  type: 'AWS::ApiGatewayV2::Deployment',
  noun: 'Deployment',
  id: 'deploymentId',
  properties: ['ApiId', 'Description', 'StageName'],
  required: ['ApiId'],
  createOnly: ['ApiId', 'StageName'],
  attributes: ['DeploymentId'],
  adjust: (input) => input,
});
