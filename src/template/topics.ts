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
    [logicalIds.subscription(event.name, definition.key), subscription(definition, event)] as const,
  ]);
  return Object.fromEntries(resources);
}

/** By name of the output: which topic may call the function. */
export function topicOutputs(service: Service): Record<string, Output> {
  return Object.fromEntries(
    topicEvents(service).map(({ event }) => [outputs.topicArn(event.name), { Value: topicArn(event) }]),
  );
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

// SNS does not look whether its endpoint exists: the alias comes with the first release.
function subscription({ lambdaName }: FunctionDefinition, event: TopicEvent): Resource {
  const scope = event.filterScope === 'body' ? 'MessageBody' : 'MessageAttributes';
  return {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: topicArn(event),
      Protocol: 'lambda',
      Endpoint: lambdaArn(lambdaName, liveAlias),
      ...(event.filter !== undefined && { FilterPolicy: event.filter, FilterPolicyScope: scope }),
    },
  };
}
