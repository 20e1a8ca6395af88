import { logicalIds } from '../model/logical-ids.ts';
import { stackName } from '../model/names.ts';
import { liveAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import { policyDocument, trust } from './execution-role.ts';
import { lambdaArn } from './expressions.ts';
import type { Resource } from './template.ts';

/**
 * The HTTP API without routes, stages and deployments: those are ship's own (a template that named a deployment
 * would move live traffic back whenever it is applied).
 */
export function gatewayResources(service: Service): Record<string, Resource> {
  if (service.routes.length === 0) return {};
  return { [logicalIds.api]: api(service), [logicalIds.gatewayRole]: gatewayRole(service) };
}

function api(service: Service): Resource {
  return { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: stackName(service), ProtocolType: 'HTTP' } };
}

// The gateway calls functions with this role, so a new version can be called the moment it is published:
// there is no resource policy to write per version, and none that fills up.
function gatewayRole(service: Service): Resource {
  const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: invokedArns(service) };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: `Lets API Gateway call the functions of ${stackName(service)}`,
      AssumeRolePolicyDocument: trust('apigateway.amazonaws.com'),
      Policies: [{ PolicyName: 'ship', PolicyDocument: policyDocument([statement]) }],
    },
  };
}

function invokedArns(service: Service): readonly unknown[] {
  const own = new Set(service.routes.flatMap((route) => route.function ?? []));
  const external: unknown[] = [];
  for (const authorizer of service.authorizers) {
    if (authorizer.kind !== 'lambda') continue;
    if (authorizer.function !== undefined) own.add(authorizer.function);
    if (authorizer.external !== undefined) external.push(lambdaArn(authorizer.external.lambdaName, liveAlias));
  }
  const called = service.functions.filter((definition) => own.has(definition.key));
  return [...called.map((definition) => lambdaArn(definition.lambdaName, '*')), ...external];
}
