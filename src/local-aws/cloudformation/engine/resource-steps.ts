import type { World } from '../../kernel/world.ts';
import { findType } from '../resources/registry.ts';
import type { Made, Properties, ResourceType } from '../resources/resource-type.ts';
import { propertyProblem } from '../resources/schema-check.ts';
import { validationError } from '../cloudformation-error.ts';
import { setResource } from '../stack/record.ts';
import { resourceKey, resources, type ResourceRow, type Snapshot, type StackRow } from '../stack/stack-rows.ts';
import { makeContext, makeExistingContext, type Previous, type Subject } from './resource-context.ts';

/** What one resource is to be, all values known. */
export interface Wanted {
  readonly type: string;
  readonly properties: Properties;
  readonly tags: Readonly<Record<string, string>>;
  readonly isRetained: boolean;
  /** A server that was killed had begun to make it. */
  readonly isResumed?: boolean;
  /** Asked before it is called complete: throws when the operation has failed elsewhere meanwhile. */
  readonly confirm?: () => void;
}

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Makes the resource; with `verb` UPDATE in place of one that is to go. Throws what the type throws. */
export async function createResource(
  world: World,
  stack: StackRow,
  row: ResourceRow,
  wanted: Wanted,
  verb: 'CREATE' | 'UPDATE' = 'CREATE',
): Promise<void> {
  const type = findType(wanted.type);
  const begun: ResourceRow = { ...withoutReason(row), status: `${verb}_IN_PROGRESS` };
  const reason = verb === 'UPDATE' ? { statusReason: REPLACING } : {};
  setResource(world, { ...begun, ...reason }, { properties: wanted.properties });
  checkProperties(type, row.logicalId, wanted.properties);
  const claim = (physicalId: string): void => {
    const current = snapshot(wanted, { physicalId });
    setResource(world, { ...begun, current, statusReason: 'Resource creation Initiated' });
  };
  const context = makeContext({ ...subjectOf(world, stack, row, wanted), isResumed: wanted.isResumed ?? false, claim });
  const made = await type.create(context);
  const kept = resources(world).get(resourceKey(row.stackId, row.logicalId));
  if (kept?.current?.physicalId !== made.physicalId) claim(made.physicalId);
  await world.clock.sleep(world.clock.duration('cloudformation.resource'));
  wanted.confirm?.();
  setResource(world, { ...begun, current: snapshot(wanted, made), status: `${verb}_COMPLETE` });
}

export async function updateResource(
  world: World,
  stack: StackRow,
  row: ResourceRow,
  wanted: Wanted,
  previous: Previous,
): Promise<void> {
  const type = findType(wanted.type);
  const begun: ResourceRow = { ...withoutReason(row), status: 'UPDATE_IN_PROGRESS', attempted: wanted.properties };
  setResource(world, begun, { properties: wanted.properties });
  checkProperties(type, row.logicalId, wanted.properties);
  const existing = row.current as Snapshot;
  const made = type.update
    ? await type.update(makeExistingContext(subjectOf(world, stack, row, wanted), existing, previous))
    : existing;
  await world.clock.sleep(world.clock.duration('cloudformation.resource'));
  wanted.confirm?.();
  const { attempted: _, ...done } = begun;
  setResource(world, { ...done, current: snapshot(wanted, made), status: 'UPDATE_COMPLETE' });
}

/** Deletes what a snapshot says; what is gone already is no error. */
export async function removeSnapshot(world: World, stack: StackRow, row: ResourceRow, gone: Snapshot): Promise<void> {
  const type = findType(gone.type);
  const subject: Subject = {
    world,
    stack,
    logicalId: row.logicalId,
    type: gone.type,
    properties: gone.properties,
    tags: gone.tags,
    generation: row.generation,
  };
  await type.remove(makeExistingContext(subject, gone, { properties: gone.properties, isForced: false }));
  await world.clock.sleep(world.clock.duration('cloudformation.resource'));
}

export function withoutReason(row: ResourceRow): ResourceRow {
  const { statusReason: _, ...rest } = row;
  return rest;
}

function subjectOf(world: World, stack: StackRow, row: ResourceRow, wanted: Wanted): Subject {
  const { type, properties, tags } = wanted;
  return { world, stack, logicalId: row.logicalId, type, properties, tags, generation: row.generation };
}

function snapshot(wanted: Wanted, made: Made): Snapshot {
  return {
    type: wanted.type,
    physicalId: made.physicalId,
    ref: made.ref ?? made.physicalId,
    attributes: made.attributes ?? {},
    properties: wanted.properties,
    tags: wanted.tags,
    isRetained: wanted.isRetained,
  };
}

function checkProperties(type: ResourceType, logicalId: string, properties: Properties): void {
  const problem = propertyProblem(type, logicalId, properties);
  if (problem) throw validationError(problem);
}
