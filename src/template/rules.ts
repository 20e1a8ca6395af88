import { logicalName } from '../model/logical-name.ts';
import { liveAlias } from '../model/release.ts';
import type { BusEvent, FunctionDefinition, ScheduleEvent, Service } from '../model/service.ts';
import { lambdaArn } from './expressions.ts';
import type { Resource } from './template.ts';

export const ruleId = (eventName: string): string => `Rule${logicalName(eventName)}`;

/** One EventBridge rule per bus pattern and schedule. */
export function ruleResources(service: Service): Record<string, Resource> {
  const prefix = `${service.environment.name}-${service.name}`;
  return Object.fromEntries(
    service.functions.flatMap((definition) =>
      definition.events
        .filter((event) => event.kind !== 'queue')
        .map((event) => [ruleId(event.name), rule(event, definition, `${prefix}-${event.name}`)]),
    ),
  );
}

function rule(event: BusEvent | ScheduleEvent, definition: FunctionDefinition, name: string): Resource {
  const when =
    event.kind === 'bus'
      ? { EventBusName: event.bus, EventPattern: event.pattern }
      : { ScheduleExpression: event.expression };
  const input = event.kind === 'schedule' && event.input !== undefined && { Input: JSON.stringify(event.input) };
  // EventBridge does not look whether its target exists: the alias comes with the first release.
  const target = { Id: liveAlias, Arn: lambdaArn(definition.lambdaName, liveAlias), ...input };
  return { Type: 'AWS::Events::Rule', Properties: { Name: name, ...when, State: 'ENABLED', Targets: [target] } };
}
