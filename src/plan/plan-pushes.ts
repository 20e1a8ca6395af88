import type { Push, TopicFilter } from '../model/connections.ts';
import { canonicalJson } from '../model/digest.ts';
import type { Step } from '../model/plan.ts';
import type { NotificationState, PermissionState, SubscriptionState } from '../model/snapshot.ts';
import { type EventChanges, type EventWorld, finishLane } from './plan-events.ts';
import {
  type ConnectionPlace,
  eventNameIn,
  isStatementOf,
  notificationOf,
  notificationPrefix,
  permissionOf,
  statementIdOf,
  statementPrefix,
  subscriptionOf,
} from './resolve-connections.ts';

/** Who calls is let in by the alias's policy; a bucket is told to call besides, for it asks for the permission then. */
export function planPushes(
  pushes: readonly Push[],
  { permissions, notifications, subscriptions }: EventWorld,
  place: ConnectionPlace,
): EventChanges {
  const unwanted = permissions.filter((one) => isUnwanted(one, pushes));
  const isChanged = ({ event }: Push): boolean => unwanted.some((one) => isStatementOf(event, one.statementId));
  const told = pushes.filter(({ kind }) => kind === 's3');
  const own = notifications.filter(({ id }) => id.startsWith(notificationPrefix(place)));
  return {
    connect: [
      ...pushes.flatMap((push) => [
        ...(isFiltered(push, subscriptions, place) ? [] : [filterStep(push)]),
        ...(isAllowed(push, permissions, place) ? [] : [allowStep(push, isChanged(push) ? ' as it is now' : '')]),
      ]),
      ...told.flatMap((push) => (isTold(push, own, place) ? [] : [notifyStep(push)])),
      // Neither EventBridge nor SNS tries again what it may not deliver: the new function is let in before the old one is
      // shut out, and what comes meanwhile comes twice rather than never.
      ...unwanted.flatMap((one) => {
        const next = heir(one, pushes);
        return next ? [{ ...forbidStep(one, ' as it was'), lane: next.function }] : [];
      }),
    ],
    disconnect: [
      ...own.filter((one) => !told.some((push) => isOf(push, one, place))).map((one) => silenceStep(one, place)),
      ...unwanted.filter((one) => !heir(one, pushes)).map((one) => forbidStep(one)),
    ],
  };
}

function isAllowed(push: Push, permissions: readonly PermissionState[], place: ConnectionPlace): boolean {
  const wanted = canonicalJson(permissionOf(push, place) ?? null);
  return permissions.some((one) => canonicalJson(one) === wanted);
}

function isUnwanted({ function: key, statementId }: PermissionState, pushes: readonly Push[]): boolean {
  if (!statementId.startsWith(statementPrefix)) return false;
  return !pushes.some((push) => push.function === key && statementIdOf(push) === statementId);
}

/** Whom the event calls instead. */
function heir({ statementId }: PermissionState, pushes: readonly Push[]): Push | undefined {
  return pushes.find(({ event }) => isStatementOf(event, statementId));
}

/** Without a filter its scope says nothing. A new subscription has none. */
function isFiltered(push: Push, subscriptions: readonly SubscriptionState[], place: ConnectionPlace): boolean {
  if (!push.subscription) return true;
  const arn = subscriptionOf(push, place)?.arn;
  const is = subscriptions.find((one) => one.arn === arn);
  return canonicalJson(filterOf(is)) === canonicalJson(filterOf(push.subscription));
}

function filterOf(one: TopicFilter | undefined): unknown {
  return one?.filter === undefined ? null : [one.filter, one.filterScope];
}

function isTold(push: Push, notifications: readonly NotificationState[], place: ConnectionPlace): boolean {
  const wanted = canonicalJson(notificationOf(push, place) ?? null);
  return notifications.some((one) => canonicalJson(one) === wanted);
}

function isOf(push: Push, notification: NotificationState, place: ConnectionPlace): boolean {
  const wanted = notificationOf(push, place);
  return wanted === undefined || (wanted.id === notification.id && wanted.bucket === notification.bucket);
}

const words: Readonly<Record<Push['kind'], string>> = {
  bus: 'bus',
  schedule: 'schedule',
  topic: 'topic',
  s3: 'bucket event',
};

function allowStep({ function: key, event, kind }: Push, how: string): Step {
  return {
    ...finishLane(key, `allow.${event}`),
    title: `Let ${words[kind]} ${event}${how} invoke ${key}`,
    kind: 'allow-invoke',
    function: key,
    event,
  };
}

function filterStep({ function: key, event, subscription }: Push): Step {
  const what = subscription?.filter === undefined ? 'every message' : 'the messages that pass its filter';
  return {
    ...finishLane(key, `filter.${event}`),
    title: `Have topic ${event} tell ${key} of ${what}`,
    kind: 'set-filter',
    function: key,
    event,
  };
}

function notifyStep({ function: key, event }: Push): Step {
  return {
    ...finishLane(key, `notify.${event}`),
    title: `Have bucket event ${event} call ${key}`,
    kind: 'ensure-notification',
    function: key,
    event,
  };
}

function forbidStep({ function: key, statementId }: PermissionState, how = ''): Step {
  return {
    ...finishLane(key, `forbid.${statementId}`),
    title: `Let ${eventNameIn(statementId)}${how} no longer invoke ${key}`,
    kind: 'forbid-invoke',
    function: key,
    statement: statementId,
  };
}

function silenceStep({ bucket, id, functionArn }: NotificationState, place: ConnectionPlace): Step {
  const key = functionArn.split(':')[6]?.slice(place.stack.length + 1) ?? '';
  return {
    ...finishLane(key, `silence.${id}`),
    title: `Have bucket ${bucket} no longer call ${key}`,
    kind: 'remove-notification',
    bucket,
    notification: id,
  };
}
