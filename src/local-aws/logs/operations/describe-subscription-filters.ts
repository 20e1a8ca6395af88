import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { filtersOf, subscriptionFilters } from '../filters/filter-rows.ts';
import { findGroup } from '../find-group.ts';
import { pageAfter } from '../page.ts';

export const describeSubscriptionFilters: Operation = {
  name: 'DescribeSubscriptionFilters',
  writes: false,
  handle: (params, world) => {
    const prefix = stringOf(params, 'filterNamePrefix') ?? '';
    const rows = filtersOf(subscriptionFilters(world.store), findGroup(params, world).name);
    const found = rows.filter(({ filterName }) => filterName.startsWith(prefix));
    const { items, nextToken } = pageAfter(found, stringOf(params, 'nextToken'), numberOf(params, 'limit') ?? 50);
    return { body: { subscriptionFilters: items, ...(nextToken && { nextToken }) } };
  },
};
