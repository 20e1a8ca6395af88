import { roleMark, ruleMark } from '../model/identities.ts';
import { logicalIds } from '../model/logical-ids.ts';
import { outputs, stackName } from '../model/names.ts';
import { liveAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import { getAtt, lambdaArn, ref } from './expressions.ts';
import { connectionOutputs } from './kept-connections.ts';
import { ownQueues } from './queues.ts';
import { ownRules } from './rules.ts';
import { topicOutputs } from './topics.ts';
import type { FoundationOptions, Output } from './template.ts';

/** What ship reads back from the stack, and what other stacks may import. */
export function foundationOutputs(service: Service, options: FoundationOptions): Record<string, Output> {
  return {
    ...gatewayOutputs(service),
    ...roleOutputs(service),
    ...Object.fromEntries(ownQueues(service).flatMap(({ name }) => queueOutputs(name))),
    ...ruleOutputs(service),
    ...topicOutputs(service),
    ...connectionOutputs(service),
    ...environmentOutputs(service),
    ...Object.fromEntries(service.exports.map((one) => [outputs.exported(one.name), exported(service, one)])),
    ...(options.needsBucket && { [outputs.artifactBucket]: { Value: ref(logicalIds.artifactBucket) } }),
  };
}

function gatewayOutputs(service: Service): Record<string, Output> {
  if (service.routes.length === 0) return {};
  return {
    [outputs.apiId]: { Value: ref(logicalIds.api) },
    [outputs.apiEndpoint]: { Value: getAtt(logicalIds.api, 'ApiEndpoint') },
    [outputs.gatewayRoleArn]: { Value: getAtt(logicalIds.gatewayRole, 'Arn') },
  };
}

function roleOutputs(service: Service): Record<string, Output> {
  const rows = service.functions.map((definition) => {
    const { key } = definition;
    const mark = roleMark(service, definition);
    return [outputs.roleArn(key, mark), { Value: getAtt(logicalIds.role(key, mark), 'Arn') }] as const;
  });
  return Object.fromEntries(rows);
}

function ruleOutputs(service: Service): Record<string, Output> {
  const rows = ownRules(service).map((event) => {
    const mark = ruleMark(service, event);
    return [outputs.ruleArn(event.name, mark), { Value: getAtt(logicalIds.rule(event.name, mark), 'Arn') }] as const;
  });
  return Object.fromEntries(rows);
}

function queueOutputs(name: string): readonly (readonly [string, Output])[] {
  return [
    [outputs.queueUrl(name), { Value: ref(logicalIds.queue(name)) }],
    [outputs.queueArn(name), { Value: getAtt(logicalIds.queue(name), 'Arn') }],
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
