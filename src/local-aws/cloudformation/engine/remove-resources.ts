import type { World } from '../../kernel/world.ts';
import { setResource } from '../stack/record.ts';
import { resourceKey, resources, type ResourceRow, type Snapshot, type StackRow } from '../stack/stack-rows.ts';
import { reversed, runInOrder } from '../template/order.ts';
import { reasonOf, type Failure } from './failure.ts';
import { removeSnapshot, withoutReason } from './resource-steps.ts';

export interface Removing {
  /** Logical ids to leave alone (RetainResources). */
  readonly retain: ReadonlySet<string>;
  /** The stack's creation failed: RetainExceptOnCreate does not retain. */
  readonly isCreation: boolean;
}

/** Deletes resources, users before what they use. Those whose policy says so stay (DELETE_SKIPPED). */
export async function removeResources(
  world: World,
  stack: StackRow,
  rows: readonly ResourceRow[],
  removing: Removing,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const byId = new Map(rows.map((row) => [row.logicalId, row]));
  const dependsOn = new Map(rows.map((row) => [row.logicalId, new Set(row.dependsOn.filter((id) => byId.has(id)))]));
  await runInOrder(reversed(dependsOn), async (id) => {
    const row = byId.get(id) as ResourceRow;
    try {
      await removeOne(world, stack, row, removing);
      return true;
    } catch (error) {
      const now = resources(world).get(resourceKey(row.stackId, id)) ?? row;
      setResource(world, { ...now, status: 'DELETE_FAILED', statusReason: reasonOf(error, row.type) });
      failures.push({ logicalId: id, verb: 'delete' });
      return false;
    }
  });
  return failures;
}

async function removeOne(world: World, stack: StackRow, row: ResourceRow, removing: Removing): Promise<void> {
  if (row.status === 'DELETE_COMPLETE' || row.status === 'DELETE_SKIPPED') return;
  const plain = withoutReason(row);
  for (const old of row.replaced ?? []) await removeReplaced(world, stack, plain, old);
  const { replaced: _, ...rest } = plain;
  if (isKept(row, removing)) {
    setResource(world, { ...rest, status: 'DELETE_SKIPPED' });
    return;
  }
  if (!row.current) {
    setResource(world, { ...rest, status: 'DELETE_COMPLETE' });
    return;
  }
  setResource(world, { ...rest, status: 'DELETE_IN_PROGRESS' });
  await removeSnapshot(world, stack, row, row.current);
  setResource(world, { ...rest, status: 'DELETE_COMPLETE' });
}

function isKept(row: ResourceRow, { retain, isCreation }: Removing): boolean {
  if (!row.current) return false;
  if (retain.has(row.logicalId)) return true;
  return row.deletionPolicy === 'Retain' || (row.deletionPolicy === 'RetainExceptOnCreate' && !isCreation);
}

/** What a replacement left behind; events name its own physical id. */
export async function removeReplaced(world: World, stack: StackRow, row: ResourceRow, old: Snapshot): Promise<void> {
  const shown = { physicalId: old.physicalId, properties: old.properties };
  if (old.isRetained) {
    setResource(world, { ...row, status: 'DELETE_SKIPPED' }, shown);
    return;
  }
  setResource(world, { ...row, status: 'DELETE_IN_PROGRESS' }, shown);
  await removeSnapshot(world, stack, row, old);
  setResource(world, { ...row, status: 'DELETE_COMPLETE' }, shown);
}
