import { logicalName } from './logical-name.ts';
import type { AlarmKind, EventSource, Service } from './service.ts';

/** Logical ids of what the foundation makes; the user's own resources may refer to them, but not define them. */
export const logicalIds = {
  api: 'Api',
  gatewayRole: 'GatewayRole',
  artifactBucket: 'ArtifactBucket',
  role: (functionKey: string, mark = ''): string => `Role${logicalName(functionKey)}${mark}`,
  logGroup: (functionKey: string): string => `Log${logicalName(functionKey)}`,
  queue: (queueName: string): string => `Queue${logicalName(queueName)}`,
  deadLetterQueue: (queueName: string): string => `DeadLetters${logicalName(queueName)}`,
  topic: (eventName: string): string => `Topic${logicalName(eventName)}`,
  subscription: (eventName: string, functionKey: string, mark = ''): string =>
    `Subscription${logicalName(eventName)}${logicalName(functionKey)}${mark}`,
  dashboard: 'Dashboard',
  alarm: (kind: AlarmKind, of = ''): string => `Alarm${logicalName(kind)}${logicalName(of)}`,
  rule: (eventName: string, mark = ''): string => `Rule${logicalName(eventName)}${mark}`,
} as const;

/** All of them that the service may come to have, with what each is for. */
export function foundationIds(service: Service): readonly { readonly id: string; readonly of: string }[] {
  const perFunction = service.functions.flatMap(({ key }) => [
    { id: logicalIds.role(key), of: `function ${key}` },
    { id: logicalIds.logGroup(key), of: `function ${key}` },
    ...(['errors', 'throttles', 'loops'] as const).map((kind) => ({
      id: logicalIds.alarm(kind, key),
      of: `an alarm of function ${key}`,
    })),
  ]);
  const perEvent = service.functions.flatMap(({ key, events }) => events.flatMap((event) => eventIds(key, event)));
  const { api, gatewayRole, artifactBucket, dashboard } = logicalIds;
  const fixed = [api, gatewayRole, artifactBucket, dashboard, logicalIds.alarm('gateway5xx')];
  return [...fixed.map((id) => ({ id, of: 'ship' })), ...perFunction, ...perEvent];
}

function eventIds(key: string, { kind, name }: EventSource): readonly { readonly id: string; readonly of: string }[] {
  const of = kind === 'queue' || kind === 'topic' ? `${kind} ${name}` : `${kind} event ${name}`;
  if (kind === 'topic') return [logicalIds.topic(name), logicalIds.subscription(name, key)].map((id) => ({ id, of }));
  if (kind === 'bus' || kind === 'schedule') return [{ id: logicalIds.rule(name), of }];
  if (kind !== 'queue') return [];
  const alarms = (['queueAge', 'deadLetters'] as const).map((alarm) => logicalIds.alarm(alarm, name));
  return [
    ...[logicalIds.queue(name), logicalIds.deadLetterQueue(name)].map((id) => ({ id, of })),
    ...alarms.map((id) => ({ id, of: `an alarm of ${of}` })),
  ];
}
