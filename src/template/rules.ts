import { ruleMark } from '../model/identities.ts';
import { logicalIds } from '../model/logical-ids.ts';
import { stackName } from '../model/names.ts';
import { liveAlias } from '../model/release.ts';
import type { BusEvent, FunctionDefinition, ScheduleEvent, Service } from '../model/service.ts';
import { lambdaArn } from './expressions.ts';
import type { Resource } from './template.ts';

/** A rule's target is told by the function it calls, so that an event that moves keeps the one it leaves. */
export const liveTargetPrefix = `${liveAlias}-`;

/**
 * One EventBridge rule per bus pattern and schedule. One that changes is a rule beside the one that the live release has:
 * nobody lets it in before the finish.
 */
export function ruleResources(service: Service): Record<string, Resource> {
  const rules = service.functions.flatMap((definition) =>
    rulesOf(definition).map((event) => [
      logicalIds.rule(event.name, ruleMark(service, event)),
      rule(service, definition, event),
    ]),
  );
  return Object.fromEntries(rules);
}

export function ownRules(service: Service): readonly (BusEvent | ScheduleEvent)[] {
  return service.functions.flatMap(rulesOf);
}

function rulesOf(definition: FunctionDefinition): readonly (BusEvent | ScheduleEvent)[] {
  return definition.events.filter((event) => event.kind === 'bus' || event.kind === 'schedule');
}

function rule(service: Service, definition: FunctionDefinition, event: BusEvent | ScheduleEvent): Resource {
  const when =
    event.kind === 'bus'
      ? { EventBusName: event.bus, EventPattern: event.pattern }
      : { ScheduleExpression: event.expression };
  const input = event.kind === 'schedule' && event.input !== undefined && { Input: JSON.stringify(event.input) };
  // EventBridge does not look whether its target exists: the alias comes with the first release.
  const target = {
    Id: `${liveTargetPrefix}${definition.key}`,
    Arn: lambdaArn(definition.lambdaName, liveAlias),
    ...input,
  };
  const Name = ruleName(service, event);
  return { Type: 'AWS::Events::Rule', Properties: { Name, ...when, State: 'ENABLED', Targets: [target] } };
}

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
const longestName = 64;

function ruleName(service: Service, event: BusEvent | ScheduleEvent): string {
  const name = `${stackName(service)}-${event.name}`;
  const mark = ruleMark(service, event);
  return mark === '' ? name : `${name.slice(0, longestName - mark.length - 1)}-${mark}`;
}
