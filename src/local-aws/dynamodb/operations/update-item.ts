import type { Operation, Params } from '../../kernel/operation.ts';
import { project } from '../expressions/projection.ts';
import { consumedCapacity } from '../items/capacity.ts';
import { collectionMetrics } from '../items/collection-metrics.ts';
import { perform } from '../items/prepared-write.ts';
import { prepareUpdate, readReturnValues, type PreparedUpdate } from '../items/prepare.ts';
import { fromLegacy } from '../items/from-legacy.ts';
import { consumedBy, type Change } from '../items/write.ts';

const RETURNS = ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'];

function attributesOf(returns: string, { actions }: PreparedUpdate, { before, after }: Change): Params {
  if (returns === 'NONE') return {};
  const item = returns.endsWith('OLD') ? before : after;
  const paths = returns.startsWith('UPDATED') ? actions.map(({ path }) => path) : undefined;
  const Attributes = item && project(item, paths);
  return Attributes && Object.keys(Attributes).length > 0 ? { Attributes } : {};
}

export const updateItem: Operation = {
  name: 'UpdateItem',
  writes: true,
  handle: (given, world) => {
    const params = fromLegacy(given);
    const returns = readReturnValues(params, RETURNS);
    const update = prepareUpdate(world, params);
    const change = perform(world, update);
    return {
      body: {
        ...attributesOf(returns, update, change),
        ...consumedCapacity(params, consumedBy(world, change)),
        ...collectionMetrics(world, params, change),
      },
    };
  },
};
