import { logicalIds } from '../model/logical-ids.ts';
import type { FunctionDefinition, PolicyStatement } from '../model/service.ts';
import { readSource } from './source-statements.ts';
import { getAtt } from './expressions.ts';
import type { Resource } from './template.ts';

/** The role a function runs as: its own log group, its queues, its network, its traces, and what `policies` says. */
export function executionRole(definition: FunctionDefinition): Resource {
  const managed = definition.policies.flatMap((policy) => (policy.kind === 'managed' ? [policy.arn] : []));
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: `Execution role of ${definition.lambdaName}`,
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      ...(managed.length > 0 && { ManagedPolicyArns: managed }),
      Policies: [{ PolicyName: 'ship', PolicyDocument: policyDocument(statements(definition)) }],
    },
  };
}

export function trust(servicePrincipal: string): unknown {
  return policyDocument([{ Effect: 'Allow', Principal: { Service: servicePrincipal }, Action: 'sts:AssumeRole' }]);
}

export function policyDocument(statements: readonly unknown[]): unknown {
  return { Version: '2012-10-17', Statement: statements };
}

function statements(definition: FunctionDefinition): readonly PolicyStatement[] {
  return [
    writeLogs(definition.key),
    ...definition.events.flatMap(readSource),
    ...(definition.vpc === undefined ? [] : [useNetwork]),
    ...(definition.tracing ? [writeTraces] : []),
    ...definition.policies.flatMap((policy) => (policy.kind === 'statement' ? [policy.statement] : [])),
  ];
}

// The log group is the foundation's own, so the function needs no logs:CreateLogGroup.
function writeLogs(functionKey: string): PolicyStatement {
  const Action = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  return { Effect: 'Allow', Action, Resource: getAtt(logicalIds.logGroup(functionKey), 'Arn') };
}

// Neither EC2's network interface actions of Lambda nor X-Ray's writes can be narrowed to a resource.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
const useNetwork: PolicyStatement = {
  Effect: 'Allow',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};

const writeTraces: PolicyStatement = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
};
