import type { Connections } from '../model/connections.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Step } from '../model/plan.ts';
import { liveAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, StackState } from '../model/snapshot.ts';
import { planPulls } from './plan-pulls.ts';
import { planPushes } from './plan-pushes.ts';
import { connectionPlace } from './resolve-connections.ts';

/**
 * Functions that others call by name: event sources and other services go through their `live` alias. What an older release
 * exported may be called until it is pruned, so it goes on following what is live.
 */
export function hasLiveAlias(service: Service, key: string, stack: Outputs | undefined): boolean {
  const definition = service.functions.find((candidate) => candidate.key === key);
  const isExported = service.exports.some((entry) => entry.function === key);
  return (definition?.events.length ?? 0) > 0 || isExported || exportedKeys(service, stack).includes(key);
}

type Outputs = Pick<StackState, 'outputs'>;

/** Keys of the functions that the stack exports, be it for an older release. */
export function exportedKeys(service: Service, stack: Outputs | undefined): readonly string[] {
  const [before, after] = [`:function:${stackName(service)}-`, `:${liveAlias}`];
  const keys = Object.entries(stack?.outputs ?? {}).flatMap(([name, value]) => {
    const at = value.indexOf(before);
    const isAlias = name.startsWith(outputs.exported('')) && at > 0 && value.endsWith(after);
    return isAlias ? [value.slice(at + before.length, -after.length)] : [];
  });
  return [...new Set(keys)];
}

/** As much of a snapshot as tells what is connected. */
export interface EventWorld extends Pick<
  Snapshot,
  'accountId' | 'region' | 'eventSources' | 'permissions' | 'notifications' | 'subscriptions'
> {
  readonly stack?: { readonly outputs: Readonly<Record<string, string>> };
}

export interface EventChanges {
  readonly disconnect: readonly Step[];
  readonly connect: readonly Step[];
}

/** From what is connected to what a release connects. The same for a deploy, a rollback, and taking a failed finish back. */
export function changeEvents(service: Service, world: EventWorld, wanted: Connections): EventChanges {
  const place = connectionPlace(service, world);
  const pulls = planPulls(wanted.pulls, world, place);
  const pushes = planPushes(wanted.pushes, world, place);
  return {
    disconnect: [...pulls.disconnect, ...pushes.disconnect],
    connect: [...pushes.connect, ...pulls.connect],
  };
}

/**
 * The finish, a lane per function: what it does not know any more is cut off first, so that its code never sees it; then
 * its alias moves; then it is let in and fed.
 */
export function planEvents(
  service: Service,
  world: EventWorld,
  wanted: Connections,
  aliases: readonly Step[],
): readonly Step[] {
  const { disconnect, connect } = changeEvents(service, world, wanted);
  return [...disconnect, ...aliases, ...connect];
}

export function finishLane(key: string, id: string): Pick<Step, 'id' | 'phase' | 'lane'> {
  return { id: `finish.${key}.${id}`, phase: 'finish', lane: key };
}
