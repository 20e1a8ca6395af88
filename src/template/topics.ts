import { topicMark } from '../model/identities.ts';
import { logicalIds } from '../model/logical-ids.ts';
import { outputs, stackName } from '../model/names.ts';
import { liveAlias } from '../model/release.ts';
import type { FunctionDefinition, Service, TopicEvent } from '../model/service.ts';
import { lambdaArn, ref } from './expressions.ts';
import type { Output, Resource } from './template.ts';

/**
 * Own topics, and a subscription of the live alias for each topic event. Where an event moves to another function, the one
 * it leaves stays subscribed until pruning: who is let in tells which of the two is called.
 */
export function topicResources(service: Service): Record<string, Resource> {
  const resources = topicEvents(service).flatMap(({ definition, event }) => [
    ...(event.arn === undefined ? [[logicalIds.topic(event.name), topic(service, event)] as const] : []),
    [subscriptionId(definition.key, event), subscription(definition, event)] as const,
  ]);
  return Object.fromEntries(resources);
}

/** By name of the output: which own topic may call the function, and by which subscription. */
export function topicOutputs(service: Service): Record<string, Output> {
  const rows = topicEvents(service).flatMap(({ definition: { key }, event }) => [
    ...(event.arn === undefined ? [[outputs.topicArn(event.name), topicArn(event)] as const] : []),
    [outputs.subscriptionArn(event.name, key, topicMark(event.arn)), ref(subscriptionId(key, event))] as const,
  ]);
  return Object.fromEntries(rows.map(([name, Value]) => [name, { Value }]));
}

function topicEvents(service: Service): readonly { definition: FunctionDefinition; event: TopicEvent }[] {
  return service.functions.flatMap((definition) =>
    definition.events.flatMap((event) => (event.kind === 'topic' ? [{ definition, event }] : [])),
  );
}

// Ref of a topic is its ARN.
function topicArn(event: TopicEvent): unknown {
  return event.arn ?? ref(logicalIds.topic(event.name));
}

function topic(service: Service, event: TopicEvent): Resource {
  return { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${stackName(service)}-${event.name}` } };
}

/** Another topic is another subscription, beside the one of the live release. */
function subscriptionId(functionKey: string, { name, arn }: TopicEvent): string {
  return logicalIds.subscription(name, functionKey, topicMark(arn));
}

// SNS does not look whether its endpoint exists: the alias comes with the first release. A topic knows an endpoint once, so
// which messages it gets is the finish's to say: here it would be said before the switch.
function subscription({ lambdaName }: FunctionDefinition, event: TopicEvent): Resource {
  return {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: topicArn(event), Protocol: 'lambda', Endpoint: lambdaArn(lambdaName, liveAlias) },
  };
}
