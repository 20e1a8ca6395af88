import { isDeepStrictEqual } from 'node:util';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { findType } from '../resources/registry.ts';
import { setResource } from '../stack/record.ts';
import { resourceKey, resources, stacks, type ResourceRow, type Snapshot, type StackRow } from '../stack/stack-rows.ts';
import { asText } from '../template/as-text.ts';
import { isAllowedByPolicy, type UpdateAction } from '../stack/stack-policy.ts';
import { evaluate } from '../template/evaluate.ts';
import { runInOrder } from '../template/order.ts';
import type { Prepared, PreparedResource } from '../template/prepare.ts';
import { resolveReferences } from './dynamic-references.ts';
import { reasonOf, type Failure } from './failure.ts';
import { liveResources } from './live-scope.ts';
import { tagsOf } from './resource-context.ts';
import { createResource, updateResource, type Wanted } from './resource-steps.ts';

/**
 * Makes and changes resources until the stack is what its target says; what is not wanted any more is left for the clean-up.
 * Begins nothing after the first failure. Doing it again goes on where it was left.
 */
export async function converge(world: World, stackId: string, prepared: Prepared): Promise<Failure[]> {
  const failures: Failure[] = [];
  const dependsOn = new Map([...prepared.resources].map(([id, resource]) => [id, resource.dependsOn]));
  await runInOrder(dependsOn, async (id) => {
    const stack = stacks(world).get(stackId) as StackRow;
    if (failures.length > 0 || stack.operation?.cancelled || isOverdue(world, stack)) return false;
    const resource = prepared.resources.get(id) as PreparedResource;
    return settle(world, stack, resource, prepared, failures);
  });
  return failures;
}

/** A creation that has a time limit, and is over it. */
export function isOverdue(world: World, { status, timeoutMinutes, createdAt }: StackRow): boolean {
  if (status !== 'CREATE_IN_PROGRESS' || timeoutMinutes === undefined) return false;
  return world.clock.now() > createdAt + timeoutMinutes * 60_000;
}

async function settle(
  world: World,
  stack: StackRow,
  resource: PreparedResource,
  prepared: Prepared,
  failures: Failure[],
): Promise<boolean> {
  const { logicalId } = resource;
  const isNew = !resources(world).get(resourceKey(stack.stackId, logicalId))?.current;
  const verb = isNew ? 'create' : 'update';
  try {
    await step(world, stack, resource, prepared, () => {
      if (failures.length > 0) throw validationError(`Resource ${verb === 'create' ? 'creation' : 'update'} cancelled`);
    });
  } catch (error) {
    failures.push({ logicalId, verb });
    const row = resources(world).get(resourceKey(stack.stackId, logicalId)) ?? newRow(stack, resource);
    setResource(world, {
      ...row,
      status: `${verb.toUpperCase()}_FAILED`,
      statusReason: reasonOf(error, resource.type),
    });
    return false;
  }
  return true;
}

async function step(
  world: World,
  stack: StackRow,
  resource: PreparedResource,
  prepared: Prepared,
  confirm: () => void,
): Promise<void> {
  const { logicalId, type } = resource;
  const row = resources(world).get(resourceKey(stack.stackId, logicalId));
  const operationId = stack.operation?.id as string;
  if (row?.operationId === operationId && /^(CREATE|UPDATE)_COMPLETE$/.test(row.status)) return;
  const scope = prepared.scope(liveResources(world, stack.stackId));
  const evaluated = evaluate(resource.declaration.Properties ?? {}, scope);
  const properties = (await resolveReferences(world, evaluated)) as Record<string, unknown>;
  const tags = tagsOf(stack, stack.target.tags, logicalId, properties);
  const isRetained = resource.updateReplacePolicy === 'Retain';
  // Not of the row that is begun now: that is in progress and of this operation from its first moment.
  const isResumed = row?.operationId === operationId && row.status.endsWith('_IN_PROGRESS');
  const wanted: Wanted = { type, properties, tags, isRetained, isResumed, confirm };
  const begun = beginRow(row, stack, resource);
  if (!begun.current) return createResource(world, stack, begun, wanted);
  return change(world, stack, row as ResourceRow, begun, wanted);
}

async function change(
  world: World,
  stack: StackRow,
  row: ResourceRow,
  begun: ResourceRow,
  wanted: Wanted,
): Promise<void> {
  const current = begun.current as Snapshot;
  // Begun and not ended, now or in an operation that failed without going back.
  const isUnfinished = /_(IN_PROGRESS|FAILED)$/.test(row.status);
  if (isUnfinished)
    return updateResource(world, stack, begun, wanted, { properties: current.properties, isForced: true });
  const changed = changedProperties(current.properties, wanted.properties);
  const type = findType(wanted.type);
  const isRetagged = type.taggable === true && !isDeepStrictEqual(current.tags, wanted.tags);
  if (changed.length === 0 && !isRetagged) {
    // Its policies and metadata may have changed; nothing happens to the resource itself, and no event says so.
    const { before: _, ...untouched } = begun;
    resources(world).set(resourceKey(row.stackId, row.logicalId), { ...untouched, status: row.status });
    return undefined;
  }
  const replaces = needsReplacement(wanted.type, changed);
  checkPolicy(stack, row, replaces ? 'Update:Replace' : 'Update:Modify');
  if (!replaces)
    return updateResource(world, stack, begun, wanted, { properties: current.properties, isForced: false });
  refuseSameName(wanted, current);
  const { current: _, ...empty } = begun;
  const replaced = [...(begun.replaced ?? []), current];
  return createResource(world, stack, { ...empty, replaced, generation: begun.generation + 1 }, wanted, 'UPDATE');
}

/** Throws ValidationError when the stack's policy does not let the update do that. */
export function checkPolicy(stack: StackRow, { logicalId, type }: ResourceRow, action: UpdateAction): void {
  if (isAllowedByPolicy(stack.policy, action, { logicalId, type })) return;
  throw validationError(
    `Action denied by stack policy: Statement [#1] does not allow [${action}] for resource [${logicalId}];`,
  );
}

function refuseSameName(wanted: Wanted, current: Snapshot): void {
  const { nameProperty } = findType(wanted.type);
  const name = nameProperty && wanted.properties[nameProperty];
  if (name === undefined || name !== current.properties[nameProperty as string]) return;
  throw validationError(
    `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${asText(name)} and update the stack again.`,
  );
}

export function changedProperties(before: Wanted['properties'], after: Wanted['properties']): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
}

export function needsReplacement(typeName: string, changed: readonly string[]): boolean {
  const type = findType(typeName);
  if (!type.update) return changed.length > 0;
  return changed.some((name) => type.createOnly?.includes(name));
}

function newRow(stack: StackRow, resource: PreparedResource): ResourceRow {
  return {
    stackId: stack.stackId,
    logicalId: resource.logicalId,
    type: resource.type,
    status: 'CREATE_IN_PROGRESS',
    changedAt: 0,
    dependsOn: [...resource.dependsOn],
    deletionPolicy: resource.deletionPolicy,
    ...(resource.declaration.Metadata !== undefined && { metadata: resource.declaration.Metadata }),
    generation: 0,
    operationId: stack.operation?.id as string,
    before: null,
  };
}

/** The row as the operation under way first touches it: remembers what was there before. */
function beginRow(row: ResourceRow | undefined, stack: StackRow, resource: PreparedResource): ResourceRow {
  const fresh = newRow(stack, resource);
  if (!row) return fresh;
  return {
    ...fresh,
    status: row.status,
    generation: row.generation,
    ...(row.current && { current: row.current }),
    ...(row.replaced && { replaced: row.replaced }),
    // What a failed update left (UPDATE_FAILED) is not what to go back to.
    before: row.before === undefined ? (row.current ?? null) : row.before,
  };
}
