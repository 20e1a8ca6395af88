import type { AliasCalls, EventCalls, NotificationCalls, TopicCalls } from '../../../src/release/cloud.ts';
import { type MemoryAws, nextId } from './memory-aws.ts';
import { refuse } from './memory-cloud.ts';
import { need } from './memory-functions.ts';

type Calls = EventCalls & NotificationCalls & TopicCalls & Pick<AliasCalls, 'allowInvoke'>;

export function memoryEvents(aws: MemoryAws): Calls {
  return { ...mappings(aws), ...permissions(aws), ...notifications(aws), ...topics(aws) };
}

type Mappings = Omit<EventCalls, 'listPermissions' | 'forbidInvoke'>;

function mappings(aws: MemoryAws): Mappings {
  const nameIn = (arn: string): string => arn.split(':')[6] ?? '';
  const refuseAbsent = (name: string): void => {
    if (!need(aws, name).aliases.has('live'))
      refuse('CreateEventSourceMapping', 'InvalidParameterValueException', 'no alias');
  };
  return {
    listEventSources: async (name, key) =>
      [...aws.eventSources].flatMap(([uuid, { functionName, ...source }]) =>
        functionName === name && source.targetArn.endsWith(':live') ? [{ uuid, function: key, ...source }] : [],
      ),
    listVersionUse: async (name, version) => {
      const isOnIt = ({ targetArn }: { readonly targetArn: string }): boolean =>
        targetArn.endsWith(`:${name}:${version}`);
      const allowed = aws.permissions.get(`${name}:${version}`) ?? [];
      return [...[...aws.eventSources.values()].filter(isOnIt), ...allowed].map(({ sourceArn }) => sourceArn);
    },
    createEventSource: async (settings) => {
      const functionName = nameIn(settings.targetArn);
      refuseAbsent(functionName);
      const there = [...aws.eventSources.values()].find(
        (one) => one.functionName === functionName && one.sourceArn === settings.sourceArn,
      );
      if (there) refuse('CreateEventSourceMapping', 'ResourceConflictException', 'already exists', 409);
      const uuid = nextId(aws, 'uuid');
      aws.eventSources.set(uuid, { ...settings, functionName, state: 'Enabled' });
      return { uuid };
    },
    updateEventSource: async (uuid, settings) => {
      const source = aws.eventSources.get(uuid);
      if (!source) throw refuse('UpdateEventSourceMapping', 'ResourceNotFoundException', 'gone', 404);
      const functionName = nameIn(settings.targetArn);
      refuseAbsent(functionName);
      aws.eventSources.set(uuid, { ...settings, sourceArn: source.sourceArn, functionName, state: 'Enabled' });
    },
    pauseEventSource: async (uuid) => {
      const source = aws.eventSources.get(uuid);
      if (source) aws.eventSources.set(uuid, { ...source, state: 'Disabled' });
    },
    readEventSource: async (uuid) => aws.eventSources.get(uuid),
    deleteEventSource: async (uuid) => void aws.eventSources.delete(uuid),
  };
}

function permissions(aws: MemoryAws): Pick<Calls, 'listPermissions' | 'forbidInvoke' | 'allowInvoke'> {
  const of = (name: string, qualifier: string) => aws.permissions.get(`${name}:${qualifier}`) ?? [];
  return {
    listPermissions: async (name, qualifier, key) => of(name, qualifier).map((one) => ({ function: key, ...one })),
    forbidInvoke: async (name, qualifier, statementId) => {
      const left = of(name, qualifier).filter((one) => one.statementId !== statementId);
      aws.permissions.set(`${name}:${qualifier}`, left);
    },
    allowInvoke: async (name, qualifier, { statementId, principal, sourceArn }) => {
      if (!need(aws, name).aliases.has(qualifier))
        refuse('AddPermission', 'ResourceNotFoundException', 'no alias', 404);
      const there = of(name, qualifier).find((one) => one.statementId === statementId);
      if (there && there.sourceArn !== sourceArn)
        refuse('AddPermission', 'ResourceConflictException', 'The statement id provided already exists', 409);
      if (!there)
        aws.permissions.set(`${name}:${qualifier}`, [...of(name, qualifier), { statementId, principal, sourceArn }]);
    },
  };
}

function notifications(aws: MemoryAws): NotificationCalls {
  return {
    listNotifications: async (bucket) => aws.notifications.get(bucket) ?? [],
    changeNotifications: async (bucket, { put, remove }) => {
      const others = (aws.notifications.get(bucket) ?? []).filter(({ id }) => id !== remove && id !== put?.id);
      if (put && !isAllowed(aws, put.functionArn, bucket))
        refuse(
          'PutBucketNotification',
          'InvalidArgument',
          'Unable to validate the following destination configurations',
        );
      aws.notifications.set(bucket, put ? [...others, { bucket, ...put }] : others);
    },
  };
}

/** S3 asks the function's policy when it is told to call it. */
function isAllowed(aws: MemoryAws, functionArn: string, bucket: string): boolean {
  const name = functionArn.split(':').slice(6).join(':');
  const statements = aws.permissions.get(name) ?? [];
  return statements.some(
    ({ principal, sourceArn }) => principal === 's3.amazonaws.com' && sourceArn === `arn:aws:s3:::${bucket}`,
  );
}

function topics(aws: MemoryAws): TopicCalls {
  const of = (arn: string): Readonly<Record<string, string>> => aws.subscriptions.get(arn) ?? {};
  return {
    readSubscription: async (arn) => {
      const { FilterPolicy = '{}', FilterPolicyScope } = of(arn);
      const filterScope = FilterPolicyScope === 'MessageBody' ? 'body' : 'attributes';
      if (FilterPolicy === '{}') return { arn, filterScope };
      return { arn, filter: JSON.parse(FilterPolicy) as Record<string, unknown>, filterScope };
    },
    setSubscriptionAttribute: async (arn, name, value) =>
      void aws.subscriptions.set(arn, { ...of(arn), [name]: value }),
  };
}
