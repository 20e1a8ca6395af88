import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { filterKey, subscriptionFilters } from '../filters/filter-rows.ts';
import { findGroup } from '../find-group.ts';
import { resourceNotFound } from '../logs-error.ts';

export const deleteSubscriptionFilter: Operation = {
  name: 'DeleteSubscriptionFilter',
  writes: true,
  handle: (params, world) => {
    const { name: logGroupName } = findGroup(params, world);
    const filterName = stringOf(params, 'filterName') ?? '';
    if (!subscriptionFilters(world.store).delete(filterKey({ logGroupName, filterName }))) {
      throw resourceNotFound('subscription filter');
    }
    return {};
  },
};
