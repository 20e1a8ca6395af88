import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { resourcePolicies } from '../log-rows.ts';
import { pageAfter } from '../page.ts';

export const describeResourcePolicies: Operation = {
  name: 'DescribeResourcePolicies',
  writes: false,
  handle: (params, { store }) => {
    const size = numberOf(params, 'limit') ?? 50;
    const { items, nextToken } = pageAfter(resourcePolicies(store).values(), stringOf(params, 'nextToken'), size);
    return { body: { resourcePolicies: items, ...(nextToken && { nextToken }) } };
  },
};
