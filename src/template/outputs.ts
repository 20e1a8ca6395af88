import { outputs, stackName } from '../model/names.ts';
import { liveAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import { artifactBucketId } from './artifact-bucket.ts';
import { roleId } from './execution-role.ts';
import { getAtt, lambdaArn, ref } from './expressions.ts';
import { apiId, gatewayRoleId } from './gateway.ts';
import { ownQueues, queueId } from './queues.ts';
import { ownRules, ruleId } from './rules.ts';
import type { FoundationOptions, Output } from './template.ts';

/** What ship reads back from the stack, and what other stacks may import. */
export function foundationOutputs(service: Service, options: FoundationOptions): Record<string, Output> {
  return {
    ...gatewayOutputs(service),
    ...Object.fromEntries(
      service.functions.map(({ key }) => [outputs.roleArn(key), { Value: getAtt(roleId(key), 'Arn') }]),
    ),
    ...Object.fromEntries(ownQueues(service).flatMap(({ name }) => queueOutputs(name))),
    ...Object.fromEntries(
      ownRules(service).map(({ name }) => [outputs.ruleArn(name), { Value: getAtt(ruleId(name), 'Arn') }]),
    ),
    ...environmentOutputs(service),
    ...Object.fromEntries(service.exports.map((one) => [outputs.exported(one.name), exported(service, one)])),
    ...(options.needsBucket && { [outputs.artifactBucket]: { Value: ref(artifactBucketId) } }),
  };
}

function gatewayOutputs(service: Service): Record<string, Output> {
  if (service.routes.length === 0) return {};
  return {
    [outputs.apiId]: { Value: ref(apiId) },
    [outputs.apiEndpoint]: { Value: getAtt(apiId, 'ApiEndpoint') },
    [outputs.gatewayRoleArn]: { Value: getAtt(gatewayRoleId, 'Arn') },
  };
}

function queueOutputs(name: string): readonly (readonly [string, Output])[] {
  return [
    [outputs.queueUrl(name), { Value: ref(queueId(name)) }],
    [outputs.queueArn(name), { Value: getAtt(queueId(name), 'Arn') }],
  ];
}

/** Lambda's environment takes plain text only, so CloudFormation values come back as outputs. */
function environmentOutputs(service: Service): Record<string, Output> {
  const values = service.functions.flatMap((definition) => Object.values(definition.environment));
  return Object.fromEntries(
    values.flatMap((value) => (value.kind === 'output' ? [[value.output, { Value: value.expression }]] : [])),
  );
}

// An exported value that is in use can neither change nor go, so it names the alias, never a version.
function exported(service: Service, one: { readonly name: string; readonly function: string }): Output {
  const definition = service.functions.find((candidate) => candidate.key === one.function);
  return {
    Value: lambdaArn(definition?.lambdaName ?? one.function, liveAlias),
    Export: { Name: `${stackName(service)}-${one.name}` },
  };
}
