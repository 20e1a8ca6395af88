import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

/** Up to which sequence number a mapping has got in a shard; it outlives restarts and changes of the function. */
interface PositionRow {
  readonly after: string;
}

const positions = (world: World): Table<PositionRow> => world.store.table('lambda.stream-positions');
const keyOf = (uuid: string, shardId: string): string => `${uuid}/${shardId}`;

/** Empty: from the oldest record on. */
export function positionOf(world: World, uuid: string, shardId: string): string {
  return positions(world).get(keyOf(uuid, shardId))?.after ?? '';
}

export function setPosition(world: World, uuid: string, shardId: string, after: string): void {
  positions(world).set(keyOf(uuid, shardId), { after });
}

/** When the mapping goes. */
export function forgetPositions(world: World, uuid: string): void {
  for (const key of positions(world).keys()) if (key.startsWith(`${uuid}/`)) positions(world).delete(key);
}

const results = new WeakMap<World, Map<string, string>>();

/** What the mapping says of its last batch; not kept over a restart. */
export function lastResult(world: World, uuid: string): string {
  return results.get(world)?.get(uuid) ?? 'No records processed';
}

export function setLastResult(world: World, uuid: string, result: string): void {
  const known = results.get(world) ?? new Map<string, string>();
  results.set(world, known.set(uuid, result));
}
