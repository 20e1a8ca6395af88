import { liveAlias } from '../../model/release.ts';
import type { EventSource, Service } from '../../model/service.ts';
import { ownBucketArn } from './bucket-arns.ts';
import { arnIn, type Grant, type PolicyPlace } from './grant.ts';

/** Connecting events and cutting them off, for a deploy and for going back. */
export function eventGrants(service: Service, place: PolicyPlace, functions: readonly string[]): readonly Grant[] {
  const events = service.functions.flatMap((definition) => definition.events);
  const kinds = new Set(events.map(({ kind }) => kind));
  const pulls = (['queue', 'dynamodb', 'kinesis'] as const).some((kind) => kinds.has(kind));
  return [
    {
      sid: 'ListEventSources',
      for: ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'],
      // Cannot be narrowed to a function.
      actions: ['lambda:ListEventSourceMappings'],
      resources: ['*'],
    },
    ...(hasRules(service) ? [ruleGrant(place)] : []),
    ...(pulls ? mappingGrants(functions) : []),
    ...pushGrants(functions, kinds),
    ...notificationGrants(service, place),
    ...(kinds.has('topic') ? filterGrants : []),
  ];
}

/** Those of `resources` are looked at too. */
function hasRules({ functions, resources }: Service): boolean {
  const kinds = functions.flatMap(({ events }) => events.map(({ kind }) => kind));
  const types = Object.values(resources as Record<string, { readonly Type?: string }>).map(({ Type }) => Type);
  return kinds.includes('bus') || kinds.includes('schedule') || types.includes('AWS::Events::Rule');
}

/** `ship drift`; of every bus. */
function ruleGrant(place: PolicyPlace): Grant {
  return {
    sid: 'ReadRules',
    for: ['status'],
    actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
    resources: [`rule/${place.prefix}-*`, `rule/*/${place.prefix}-*`].map((rest) => arnIn(place, 'events', rest)),
  };
}

/** Event source mappings have no names: which function they feed is what can be asked for. */
function mappingGrants(functions: readonly string[]): readonly Grant[] {
  const targets = functions.flatMap((arn) => [arn, `${arn}:${liveAlias}`]);
  const condition = { ArnLike: { 'lambda:FunctionArn': targets } };
  const mapping = (...does: readonly string[]): readonly string[] =>
    does.map((verb) => `lambda:${verb}EventSourceMapping`);
  const resources = ['*'];
  return [
    {
      sid: 'EventSources',
      for: ['deploy', 'rollback'],
      actions: mapping('Create', 'Get', 'Update'),
      resources,
      condition,
    },
    { sid: 'DeleteEventSources', for: ['prune', 'destroy'], actions: mapping('Delete'), resources, condition },
  ];
}

/** Only the services that push the events of this one may be let in. */
function pushGrants(functions: readonly string[], kinds: ReadonlySet<EventSource['kind']>): readonly Grant[] {
  const principals = [
    ...(kinds.has('bus') || kinds.has('schedule') ? ['events.amazonaws.com'] : []),
    ...(kinds.has('topic') ? ['sns.amazonaws.com'] : []),
    ...(kinds.has('s3') ? ['s3.amazonaws.com'] : []),
  ];
  if (principals.length === 0) return [];
  return [
    {
      sid: 'AllowEvents',
      for: ['deploy', 'rollback'],
      actions: ['lambda:AddPermission', 'lambda:RemovePermission'],
      resources: functions,
      condition: { StringEquals: { 'lambda:Principal': principals } },
    },
  ];
}

// Of SNS's actions those on subscriptions cannot be narrowed.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
const filterGrants: readonly Grant[] = [
  {
    sid: 'ReadFilters',
    for: ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'],
    actions: ['sns:GetSubscriptionAttributes'],
    resources: ['*'],
  },
  { sid: 'SetFilters', for: ['deploy', 'rollback'], actions: ['sns:SetSubscriptionAttributes'], resources: ['*'] },
];

function notificationGrants(service: Service, place: PolicyPlace): readonly Grant[] {
  const buckets = service.functions.flatMap(({ events }) =>
    events.flatMap((event) => bucketArns(event, service, place)),
  );
  if (buckets.length === 0) return [];
  const resources = [...new Set(buckets)];
  return [
    {
      sid: 'ReadNotifications',
      for: ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'],
      actions: ['s3:GetBucketNotification'],
      resources,
    },
    {
      sid: 'WriteNotifications',
      for: ['deploy', 'rollback', 'destroy'],
      actions: ['s3:PutBucketNotification'],
      resources,
    },
  ];
}

function bucketArns(event: EventSource, service: Service, place: PolicyPlace): readonly string[] {
  if (event.kind !== 's3') return [];
  const named = (name: string): string => `arn:${place.partition}:s3:::${name}`;
  if (typeof event.bucket === 'string') return [named(event.bucket)];
  const { Ref = '' } = event.bucket as { Ref?: string };
  return [ownBucketArn(service, place, Ref) ?? named('*')];
}
