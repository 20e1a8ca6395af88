import { functionArn, partitionOf } from '../model/arn.ts';
import {
  type Connections,
  connectionsDigest,
  connectionsOf,
  noConnections,
  type Pull,
  type Push,
  resolvePlace,
} from '../model/connections.ts';
import { digestOf } from '../model/digest.ts';
import { stackName } from '../model/names.ts';
import { liveAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type {
  EventSourceSettings,
  NotificationState,
  PermissionState,
  Snapshot,
  StackState,
  SubscriptionState,
} from '../model/snapshot.ts';

/** What turns names into what AWS knows. */
export interface ConnectionPlace {
  /** `production-orders` */
  readonly stack: string;
  readonly accountId: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export function connectionPlace(
  service: Service,
  {
    accountId,
    region,
    stack,
  }: Pick<Snapshot, 'accountId' | 'region'> & { readonly stack?: Pick<StackState, 'outputs'> },
): ConnectionPlace {
  return { stack: stackName(service), accountId, region, outputs: stack?.outputs ?? {} };
}

/** Undefined: its release was made so long ago that the foundation does not keep it any more. */
export function connectionsFor(
  service: Service,
  { connections }: Pick<Snapshot, 'connections'>,
  digest: string,
): Connections | undefined {
  if (digest === '') return noConnections;
  const wanted = connectionsOf(service);
  return connectionsDigest(wanted) === digest ? wanted : connections[digest];
}

export function lambdaNameOf(place: Pick<ConnectionPlace, 'stack'>, key: string): string {
  return `${place.stack}-${key}`;
}

function liveArn(place: ConnectionPlace, key: string): string {
  return functionArn(place, lambdaNameOf(place, key), liveAlias);
}

/** Undefined: the stack that tells its ARN is not there yet. */
export function sourceSettings(pull: Pull, place: ConnectionPlace): EventSourceSettings | undefined {
  const sourceArn = resolvePlace(pull.source, place.outputs);
  if (sourceArn === undefined) return undefined;
  const { stream, ...batches } = pull.settings;
  const base = { sourceArn, targetArn: liveArn(place, pull.function), ...batches };
  if (!stream) return base;
  const { failureDestination, ...settings } = stream;
  const destination = failureDestination && resolvePlace(failureDestination, place.outputs);
  return { ...base, stream: { ...settings, ...(destination !== undefined && { failureDestination: destination }) } };
}

const principals: Readonly<Record<Push['kind'], string>> = {
  bus: 'events.amazonaws.com',
  schedule: 'events.amazonaws.com',
  topic: 'sns.amazonaws.com',
  s3: 's3.amazonaws.com',
};

export const statementPrefix = 'ship-';

/** With a mark of what lets itself in: an event that gets another source is let in from both until the switch is through. */
export function statementIdOf({ event, source }: Pick<Push, 'event' | 'source'>): string {
  const mark = digestOf(source).slice(0, 8);
  return `${statementBase(event).slice(0, 91)}-${mark}`;
}

function statementBase(event: string): string {
  return `${statementPrefix}${event}`.replaceAll(/[^A-Za-z0-9-_]/g, '-');
}

/** Whatever source the event had. */
export function isStatementOf(event: string, statementId: string): boolean {
  const base = statementBase(event);
  return statementId === base || statementId.replace(/-[0-9a-f]{8}$/, '') === base.slice(0, 91);
}

/** For people. */
export function eventNameIn(statementId: string): string {
  return statementId.slice(statementPrefix.length).replace(/-[0-9a-f]{8}$/, '');
}

export function permissionOf(push: Push, place: ConnectionPlace): PermissionState | undefined {
  const source = resolvePlace(push.source, place.outputs);
  if (source === undefined) return undefined;
  return {
    function: push.function,
    statementId: statementIdOf(push),
    principal: principals[push.kind],
    sourceArn: push.kind === 's3' ? `arn:${partitionOf(place.region)}:s3:::${source}` : source,
  };
}

/** By it ship knows its own among a bucket's notifications. No name has a slash, so no service's is another's beginning. */
export function notificationPrefix({ stack }: Pick<ConnectionPlace, 'stack'>): string {
  return `ship/${stack}/`;
}

/** Undefined: it is not a topic's, or nobody knows its filter any more. */
export function subscriptionOf(push: Push, place: ConnectionPlace): SubscriptionState | undefined {
  if (!push.subscription) return undefined;
  const { arn, ...filter } = push.subscription;
  const known = resolvePlace(arn, place.outputs);
  return known === undefined ? undefined : { arn: known, ...filter };
}

export function notificationOf(push: Push, place: ConnectionPlace): NotificationState | undefined {
  const bucket = resolvePlace(push.source, place.outputs);
  if (bucket === undefined || !push.notification) return undefined;
  const id = `${notificationPrefix(place)}${push.event}`;
  return { bucket, id, functionArn: liveArn(place, push.function), ...push.notification };
}
