import type { Operation } from '../../kernel/operation.ts';
import { consumedCapacity } from '../items/capacity.ts';
import { collectionMetrics } from '../items/collection-metrics.ts';
import { perform } from '../items/prepared-write.ts';
import { preparePut, readReturnValues } from '../items/prepare.ts';
import { fromLegacy } from '../items/from-legacy.ts';
import { consumedBy } from '../items/write.ts';

export const putItem: Operation = {
  name: 'PutItem',
  writes: true,
  handle: (given, world) => {
    const params = fromLegacy(given);
    const returns = readReturnValues(params, ['NONE', 'ALL_OLD'], 'ReturnValues can only be ALL_OLD or NONE');
    const change = perform(world, preparePut(world, params));
    return {
      body: {
        ...(returns === 'ALL_OLD' && change.before && { Attributes: change.before }),
        ...consumedCapacity(params, consumedBy(world, change)),
        ...collectionMetrics(world, params, change),
      },
    };
  },
};
