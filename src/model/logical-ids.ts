import { logicalName } from './logical-name.ts';
import type { AlarmKind, Service } from './service.ts';

/** Logical ids of what the foundation makes; the user's own resources may refer to them, but not define them. */
export const logicalIds = {
  api: 'Api',
  gatewayRole: 'GatewayRole',
  artifactBucket: 'ArtifactBucket',
  role: (functionKey: string): string => `Role${logicalName(functionKey)}`,
  logGroup: (functionKey: string): string => `Log${logicalName(functionKey)}`,
  queue: (queueName: string): string => `Queue${logicalName(queueName)}`,
  deadLetterQueue: (queueName: string): string => `DeadLetters${logicalName(queueName)}`,
  dashboard: 'Dashboard',
  alarm: (kind: AlarmKind, of = ''): string => `Alarm${logicalName(kind)}${logicalName(of)}`,
  rule: (eventName: string): string => `Rule${logicalName(eventName)}`,
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
  const perEvent = service.functions.flatMap(({ events }) =>
    events.flatMap(({ kind, name }) =>
      kind === 'queue'
        ? [
            { id: logicalIds.queue(name), of: `queue ${name}` },
            { id: logicalIds.deadLetterQueue(name), of: `queue ${name}` },
            ...(['queueAge', 'deadLetters'] as const).map((alarm) => ({
              id: logicalIds.alarm(alarm, name),
              of: `an alarm of queue ${name}`,
            })),
          ]
        : [{ id: logicalIds.rule(name), of: `${kind} event ${name}` }],
    ),
  );
  const { api, gatewayRole, artifactBucket, dashboard } = logicalIds;
  const fixed = [api, gatewayRole, artifactBucket, dashboard, logicalIds.alarm('gateway5xx')];
  return [...fixed.map((id) => ({ id, of: 'ship' })), ...perFunction, ...perEvent];
}
