import { randomUUID } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import {
  events,
  resourceKey,
  resources,
  stacks,
  type EventRow,
  type ResourceRow,
  type StackRow,
} from './stack-rows.ts';

const EVENTS_PER_STACK = 2_000;

let sequence = 0;

/** Sets the stack's status and says so in an event. */
export function setStackStatus(
  world: World,
  stackId: string,
  status: string,
  reason?: string,
  also: Partial<StackRow> = {},
): StackRow {
  const { statusReason: _, ...stack } = stacks(world).get(stackId) as StackRow;
  const changed: StackRow = { ...stack, ...also, status, ...(reason !== undefined && { statusReason: reason }) };
  stacks(world).set(stackId, changed);
  addEvent(world, changed, {
    eventId: randomUUID(),
    logicalId: changed.name,
    physicalId: stackId,
    type: 'AWS::CloudFormation::Stack',
    status,
    ...(reason !== undefined && { reason }),
  });
  return changed;
}

export function changeStack(world: World, stackId: string, change: Partial<StackRow>): StackRow {
  const changed = { ...(stacks(world).get(stackId) as StackRow), ...change };
  stacks(world).set(stackId, changed);
  return changed;
}

/** Sets the row and says its status in an event. `shown`: the physical id and properties to show where they are not the current ones. */
export function setResource(
  world: World,
  row: ResourceRow,
  shown: { physicalId?: string; properties?: unknown } = {},
): ResourceRow {
  const changed = { ...row, changedAt: world.clock.now() };
  resources(world).set(resourceKey(row.stackId, row.logicalId), changed);
  addResourceEvent(world, changed, shown);
  return changed;
}

export function addResourceEvent(
  world: World,
  row: ResourceRow,
  shown: { physicalId?: string; properties?: unknown } = {},
): void {
  const properties = shown.properties ?? row.current?.properties;
  addEvent(world, stacks(world).get(row.stackId) as StackRow, {
    eventId: `${row.logicalId}-${row.status}-${new Date(world.clock.now()).toISOString()}${sequence++ % 1000}`,
    logicalId: row.logicalId,
    physicalId: shown.physicalId ?? row.current?.physicalId ?? '',
    type: row.type,
    status: row.status,
    ...(row.statusReason !== undefined && { reason: row.statusReason }),
    ...(properties !== undefined && { properties: JSON.stringify(properties) }),
  });
}

type Said = Omit<EventRow, 'stackId' | 'stackName' | 'at' | 'token' | 'operationId'>;

function addEvent(world: World, stack: StackRow, said: Said): void {
  events(world).set(said.eventId, {
    ...said,
    stackId: stack.stackId,
    stackName: stack.name,
    at: world.clock.now(),
    ...(stack.operation && { operationId: stack.operation.id }),
    ...(stack.operation?.token !== undefined && { token: stack.operation.token }),
  });
}

/** Forgets the oldest events of a stack beyond a bound. */
export function trimEvents(world: World, stackId: string): void {
  const own = events(world)
    .values()
    .filter((event) => event.stackId === stackId);
  for (const old of own.slice(0, Math.max(0, own.length - EVENTS_PER_STACK))) events(world).delete(old.eventId);
}
