import { type Connections, connectionsOf, resolvePlace } from '../model/connections.ts';
import { liveAlias } from '../model/release.ts';
import { stackName } from '../model/names.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, StackState } from '../model/snapshot.ts';
import { lambdaNameOf } from '../plan/resolve-connections.ts';
import { readConnections } from '../template/kept-connections.ts';
import type { Template } from '../template/template.ts';
import type { Cloud } from './cloud.ts';

export type SeenEvents = Pick<
  Snapshot,
  'eventSources' | 'permissions' | 'notifications' | 'subscriptions' | 'connections'
>;

/** What feeds functions, and who may call them: of each only what can be there. */
export interface EventPlaces {
  /** Keys of functions that are, or were, fed by mappings; and called by rules, topics and buckets. */
  readonly pulled: ReadonlySet<string>;
  readonly pushed: ReadonlySet<string>;
  readonly buckets: ReadonlySet<string>;
}

/** Of the config; `everything`: of all its functions. */
export function configPlaces(service: Service, everything: boolean): EventPlaces {
  const { pulled, pushed, buckets } = placesOf([connectionsOf(service)], {});
  const all = service.functions.map(({ key }) => key);
  return { pulled: everything ? new Set(all) : pulled, pushed: everything ? new Set(all) : pushed, buckets };
}

/** Of everything that the stack keeps, beyond what has been looked at: what older releases connected would go on for ever. */
export function otherPlaces(
  service: Service,
  kept: readonly Connections[],
  stack: Pick<StackState, 'outputs'> | undefined,
  seen: EventPlaces,
): EventPlaces {
  const all = placesOf([connectionsOf(service), ...kept], stack?.outputs ?? {});
  return {
    pulled: without(all.pulled, seen.pulled),
    pushed: without(all.pushed, seen.pushed),
    buckets: without(all.buckets, seen.buckets),
  };
}

function without(all: ReadonlySet<string>, seen: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((one) => !seen.has(one)));
}

function placesOf(all: readonly Connections[], stackOutputs: Readonly<Record<string, string>>): EventPlaces {
  const pushes = all.flatMap((one) => one.pushes);
  const buckets = pushes
    .filter(({ kind }) => kind === 's3')
    .flatMap(({ source }) => resolvePlace(source, stackOutputs) ?? []);
  return {
    pulled: new Set(all.flatMap((one) => one.pulls.map((pull) => pull.function))),
    pushed: new Set(pushes.map((push) => push.function)),
    buckets: new Set(buckets),
  };
}

export async function lookAtEvents(
  cloud: Cloud,
  service: Service,
  places: EventPlaces,
): Promise<Omit<SeenEvents, 'subscriptions' | 'connections'>> {
  const nameOf = (key: string): string => lambdaNameOf({ stack: stackName(service) }, key);
  const [eventSources, permissions, notifications] = await Promise.all([
    Promise.all([...places.pulled].map((key) => cloud.listEventSources(nameOf(key), key))),
    Promise.all([...places.pushed].map((key) => cloud.listPermissions(nameOf(key), liveAlias, key))),
    Promise.all([...places.buckets].map((bucket) => cloud.listNotifications(bucket))),
  ]);
  return {
    eventSources: eventSources.flat(),
    permissions: permissions.flat(),
    notifications: notifications.flat(),
  };
}

/** Of topics, by what the stack says of them: of a release that has none to read no call is made. */
export async function lookAtSubscriptions(
  cloud: Cloud,
  all: readonly Connections[],
  stack: Pick<StackState, 'outputs'> | undefined,
): Promise<SeenEvents['subscriptions']> {
  const arns = all.flatMap(({ pushes }) =>
    pushes.flatMap(({ subscription }) =>
      subscription ? (resolvePlace(subscription.arn, stack?.outputs ?? {}) ?? []) : [],
    ),
  );
  const found = await Promise.all([...new Set(arns)].map((arn) => cloud.readSubscription(arn)));
  return found.filter((one) => one !== undefined);
}

/** Of the template as it was sent; somebody else's YAML keeps none. */
export function keptConnections(template: string | undefined): SeenEvents['connections'] {
  return template?.startsWith('{') === true ? readConnections(JSON.parse(template) as Template) : {};
}
