import type { World } from '../../kernel/world.ts';
import { setResource } from '../stack/record.ts';
import {
  resourceKey,
  resources,
  resourcesOf,
  type ResourceRow,
  type Snapshot,
  type StackRow,
} from '../stack/stack-rows.ts';
import { runInOrder } from '../template/order.ts';
import { reasonOf, type Failure } from './failure.ts';
import { updateResource, withoutReason } from './resource-steps.ts';

/** Takes every resource that the update touched back to what it was; what the update made is left for the clean-up. */
export async function rollBackUpdate(world: World, stack: StackRow): Promise<Failure[]> {
  const failures: Failure[] = [];
  const rows = resourcesOf(world, stack.stackId).filter((row) => row.before !== undefined && row.before !== null);
  const byId = new Map(rows.map((row) => [row.logicalId, row]));
  const dependsOn = new Map(rows.map((row) => [row.logicalId, new Set(row.dependsOn)]));
  const skip = new Set(stack.operation?.skip ?? []);
  await runInOrder(dependsOn, async (id) => {
    const row = byId.get(id) as ResourceRow;
    try {
      await takeBack(world, stack, row, skip.has(id));
      return true;
    } catch (error) {
      const now = resources(world).get(resourceKey(row.stackId, id)) ?? row;
      setResource(world, { ...now, status: 'UPDATE_FAILED', statusReason: reasonOf(error, row.type) });
      failures.push({ logicalId: id, verb: 'update' });
      return false;
    }
  });
  return failures;
}

async function takeBack(world: World, stack: StackRow, row: ResourceRow, isSkipped: boolean): Promise<void> {
  const before = row.before as Snapshot;
  const { before: _, attempted, ...done } = withoutReason(row);
  if (isSkipped) {
    setResource(world, { ...done, current: before, status: 'UPDATE_COMPLETE' });
  } else if (row.current?.physicalId === before.physicalId) {
    const properties = attempted ?? row.current.properties;
    // It remembers what it was until it is that again: a rollback that fails or is cut off here is continued from here.
    await updateResource(world, stack, withoutReason(row), before, { properties, isForced: true });
    const key = resourceKey(row.stackId, row.logicalId);
    const { before: __, ...back } = resources(world).get(key) as ResourceRow;
    resources(world).set(key, back);
  } else {
    // The replacement was made beside it: going back is to point at the old one, and to delete the new one afterwards.
    const left = row.current ? [row.current] : [];
    const others = (row.replaced ?? []).filter((old) => old.physicalId !== before.physicalId);
    const isKept = left.concat(others).map((old) => ({ ...old, isRetained: false }));
    setResource(world, { ...done, current: before, replaced: isKept, status: 'UPDATE_COMPLETE' });
  }
}
