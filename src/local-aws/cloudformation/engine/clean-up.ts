import type { World } from '../../kernel/world.ts';
import { resourceKey, resources, resourcesOf, type ResourceRow, type StackRow } from '../stack/stack-rows.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { setResource } from '../stack/record.ts';
import { reasonOf } from './failure.ts';
import { removeReplaced, removeResources } from './remove-resources.ts';

/** After an update or its rollback: deletes what is not wanted any more. Answers false when something could not be deleted. */
export async function cleanUp(
  world: World,
  stack: StackRow,
  isUnwanted: (row: ResourceRow) => boolean,
): Promise<boolean> {
  const isReplacedRemoved = await removeAllReplaced(world, stack, isUnwanted);
  const unwanted = resourcesOf(world, stack.stackId).filter(isUnwanted);
  const failures = await removeResources(world, stack, unwanted, { retain: new Set(), isCreation: false });
  for (const row of unwanted) resources(world).delete(resourceKey(row.stackId, row.logicalId));
  for (const row of resourcesOf(world, stack.stackId)) forgetBefore(world, row);
  return isReplacedRemoved && failures.length === 0;
}

async function removeAllReplaced(
  world: World,
  stack: StackRow,
  isUnwanted: (row: ResourceRow) => boolean,
): Promise<boolean> {
  let isDone = true;
  for (const row of resourcesOf(world, stack.stackId)) {
    if (isUnwanted(row)) continue;
    for (const old of row.replaced ?? []) isDone = (await tryToRemove(world, stack, row, old)) && isDone;
    if (!row.replaced) continue;
    const { replaced: _, ...rest } = row;
    resources(world).set(resourceKey(row.stackId, row.logicalId), rest);
  }
  return isDone;
}

async function tryToRemove(
  world: World,
  stack: StackRow,
  row: ResourceRow,
  old: NonNullable<ResourceRow['replaced']>[number],
): Promise<boolean> {
  try {
    await removeReplaced(world, stack, row, old);
    return true;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    setResource(
      world,
      { ...row, status: 'DELETE_FAILED', statusReason: reasonOf(error, old.type) },
      { physicalId: old.physicalId },
    );
    return false;
  }
}

/** The operation has ended: what it found before is history. */
export function forgetBefore(world: World, row: ResourceRow): void {
  if (row.before === undefined && row.replaced === undefined) return;
  const { before: _, replaced: __, ...rest } = row;
  resources(world).set(resourceKey(row.stackId, row.logicalId), rest);
}
