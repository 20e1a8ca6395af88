import { stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { liveTable } from './live-table.ts';
import type { Change } from './write.ts';

/** ReturnItemCollectionMetrics: only tables with local indexes have item collections. */
export function collectionMetrics(world: World, params: Params, { row, key }: Change): Record<string, unknown> {
  const { schema } = liveTable(world, row);
  const hasCollections = schema.indexes.some(({ kind }) => kind === 'local');
  if (stringOf(params, 'ReturnItemCollectionMetrics') !== 'SIZE' || !hasCollections) return {};
  const { name } = schema.hash;
  const ItemCollectionKey = { [name]: key[name] as AttributeValue };
  return { ItemCollectionMetrics: { ItemCollectionKey, SizeEstimateRangeGB: [0, 1] } };
}
