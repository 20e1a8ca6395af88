import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { filterKey, metricFilters } from '../filters/filter-rows.ts';
import { findGroup } from '../find-group.ts';
import { resourceNotFound } from '../logs-error.ts';

export const deleteMetricFilter: Operation = {
  name: 'DeleteMetricFilter',
  writes: true,
  handle: (params, world) => {
    const { name: logGroupName } = findGroup(params, world);
    const filterName = stringOf(params, 'filterName') ?? '';
    if (!metricFilters(world.store).delete(filterKey({ logGroupName, filterName }))) {
      throw resourceNotFound('metric filter');
    }
    return {};
  },
};
